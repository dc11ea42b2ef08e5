using System.Net;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>A body whose length is not said beforehand.</summary>
internal sealed class Unmeasured(byte[] bytes) : HttpContent
{
    /// <summary>Sends a form with pages of a document so.</summary>
    public static async Task<HttpResponseMessage> SendAsync(Visitor visitor, Guid patient, byte[] form)
    {
        var body = new Unmeasured(form);
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=edge");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/patients/{patient}/documents/pages") { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        return await visitor.SendAsync(request);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var at = 0; at < bytes.Length; at += 65536)
            await stream.WriteAsync(bytes.AsMemory(at, Math.Min(65536, bytes.Length - at)));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
