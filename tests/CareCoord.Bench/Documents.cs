using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CareCoord.Testing;

namespace CareCoord.Bench;

/// <summary>Pages that patients upload: looked at, encrypted, and kept as a draft, which is handed in later.</summary>
internal static partial class Documents
{
    public const int Mebibyte = 1024 * 1024;
    private const int Usual = 2;

    private const string Drafts = """
        select count(*) from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.state = 'draft' and f.size between $2 * 0.99 and $2 * 1.01 and d.uploaded_by = any ($1)
        """;

    private const string Entries = "select count(*) from audit_entries where action = 'legal-document.uploaded' and account_id = any ($1)";

    /// <summary>The upload of a new PDF of this many bytes, which is proved by the draft, its size and its entry of the audit.</summary>
    public static async Task<Proof> UploadingAsync(Site site, int size)
    {
        var people = await site.PatientsAsync();
        var tokens = await Task.WhenAll(people.Select(TokenAsync));
        var accounts = people.Select(one => one.Account).ToArray();
        Task OnceAsync(int at) => UploadAsync(people[at % people.Count], tokens[at % people.Count], Pdf(size));
        return await Proof.BeginAsync(
            site,
            $"a PDF of {size} bytes uploaded",
            OnceAsync,
            new("drafts of this size", 1, Drafts, accounts, size),
            new("entries of the audit", 1, Entries, accounts)
        );
    }

    /// <summary>Gives those who have no documents as many as most people have who have any.</summary>
    public static async Task GiveAsync(Site site, IEnumerable<SignedIn> people)
    {
        foreach (var who in people)
        {
            if (await site.CountAsync("select count(*) from legal_documents where patient_id = $1", who.Id) > 0)
                continue;
            var token = await TokenAsync(who);
            for (var document = 0; document < Usual; document++)
                await UploadAsync(who, token, Pdf(Mebibyte));
        }
    }

    private static byte[] Pdf(int size) => TestPages.Pdf(RandomNumberGenerator.GetHexString(24), padding: size - 700);

    private static async Task<string> TokenAsync(SignedIn who) =>
        Token().Match(await who.Person.ReadAsync($"/patients/{who.Id}/documents/add")).Groups[1].Value;

    // As the script of the page does.
    private static async Task UploadAsync(SignedIn who, string token, byte[] pdf)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(Guid.CreateVersion7().ToString()), "upload" },
            { new StringContent("Release"), "kind" },
        };
        form.Add(new ByteArrayContent(pdf) { Headers = { ContentType = new("application/pdf") } }, "pages", "pages.pdf");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/patients/{who.Id}/documents/pages") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await who.Person.Http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"Pages were not taken: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
