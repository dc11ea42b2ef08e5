using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>What large files take of the whole process.</summary>
[Collection(AloneTests.Name)]
public sealed class LargeUploadTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Large_pages_stream_through_without_being_held_in_memory()
    {
        var (rosa, ana) = (await DocumentWork.PatientAsync(portal, "rosa"), await portal.VisitorAsync("ana@demo.carecoord.test"));
        var (token, upload) = await DocumentWork.FormAsync(ana, rosa);
        var large = DocumentWork.Form(
            token,
            upload,
            DocumentWork.Directive,
            ("large.pdf", TestPages.Pdf("Large", padding: 24 * 1024 * 1024))
        );
        await DocumentWork.UploadAsync(ana, rosa, DocumentWork.Directive, ("small.pdf", TestPages.Pdf("Small first")));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await DocumentWork.DocumentOfAsync(await Unmeasured.SendAsync(ana, rosa, large));

        // The client's half of this process copies it too; a portal that gathered it in memory would take several times its size.
        Assert.True(
            GC.GetTotalAllocatedBytes(precise: true) - before < 60L * 1024 * 1024,
            $"{(GC.GetTotalAllocatedBytes(precise: true) - before) >> 20} MiB"
        );
    }
}
