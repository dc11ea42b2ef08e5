using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.LegalDocuments;

/// <summary>Legal documents of Rosa in the demo network, handed in by the forms as a browser sends them.</summary>
internal static partial class DocumentWork
{
    public const string Directive = "AdvanceDirective";

    public static Task<Guid> PatientAsync(Portal portal, string person) =>
        portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            person + "@demo.carecoord.test"
        );

    /// <summary>What the page for adding a document gives its form: the token and what the upload is called.</summary>
    public static async Task<(string Token, string Upload)> FormAsync(Visitor visitor, Guid patient)
    {
        var page = await visitor.OpenAsync($"/patients/{patient}/documents/add");
        return (page.Token(), page.Value("input[name=upload]"));
    }

    /// <summary>Sends pages as the script does; the answer is JSON.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        Visitor visitor,
        Guid patient,
        string kind,
        params (string Name, byte[] Content)[] files
    )
    {
        var (token, upload) = await FormAsync(visitor, patient);
        return await SendAsync(visitor, patient, Form(token, upload, kind, files));
    }

    public static async Task<HttpResponseMessage> SendAsync(
        Visitor visitor,
        Guid patient,
        byte[] form,
        bool script = true,
        Guid? document = null
    )
    {
        var body = new ByteArrayContent(form);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=edge");
        var path = document is { } mended ? $"/patients/{patient}/documents/{mended}/pages" : $"/patients/{patient}/documents/pages";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (script)
            request.Headers.Accept.ParseAdd("application/json");
        return await visitor.SendAsync(request);
    }

    /// <summary>Written by hand, as browsers do: the name of a file is in UTF-8.</summary>
    public static byte[] Form(string? token, string upload, string kind, params (string Name, byte[] Content)[] files)
    {
        var form = new MemoryStream();
        form.Write(
            Encoding.UTF8.GetBytes(
                (token is null ? "" : Field("__RequestVerificationToken", token)) + Field("upload", upload) + Field("kind", kind)
            )
        );
        foreach (var (name, content) in files)
        {
            form.Write(
                Encoding.UTF8.GetBytes(
                    $"--edge\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"{name}\"\r\nContent-Type: "
                        + "application/octet-stream\r\n\r\n"
                )
            );
            form.Write(content);
            form.Write("\r\n"u8);
        }

        form.Write("--edge--\r\n"u8);
        return form.ToArray();
    }

    /// <summary>Sends pages that are taken; answers with the document's id.</summary>
    public static async Task<Guid> UploadAsync(Visitor visitor, Guid patient, string kind, params (string Name, byte[] Content)[] files)
    {
        var answer = await SendAsync(visitor, patient, kind, files);
        return await DocumentOfAsync(answer);
    }

    public static async Task<Guid> DocumentOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {text}");
        return Guid.Parse(Next().Match(JsonDocument.Parse(text).RootElement.GetProperty("next").GetString()!).Groups[1].Value);
    }

    /// <summary>The sentence with which pages were not taken.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("problem").GetString()!;

    /// <summary>What lies in the portal's store: files being written, and files kept.</summary>
    public static (int Incoming, int Kept) Lying(Portal portal) =>
        (
            Directory.GetFiles(Path.Combine(portal.Folder, "documents", "incoming")).Length,
            Directory.GetFiles(Path.Combine(portal.Folder, "documents", "kept"), "*", SearchOption.AllDirectories).Length
        );

    public static Task<long> RowsAsync(Portal portal, Guid patient) =>
        portal.Database.AsOwnerAsync<long>(
            "select (select count(*) from legal_documents where patient_id = $1) + (select count(*) from files where patient_id = $1)",
            patient
        );

    /// <summary>Turns one bit of the kept file of this document.</summary>
    public static async Task HarmAsync(Portal portal, Guid document)
    {
        var id = await portal.Database.AsOwnerAsync<Guid>("select file_id from legal_documents where id = $1", document);
        var place = Path.Combine(portal.Folder, "documents", "kept", id.ToString("N")[^2..], id.ToString("N"));
        var bytes = await File.ReadAllBytesAsync(place);
        bytes[^50] ^= 1;
        await File.WriteAllBytesAsync(place, bytes);
    }

    private static string Field(string name, string value) =>
        $"--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    [GeneratedRegex("/documents/([0-9a-f-]{36})/facts")]
    private static partial Regex Next();

    /// <summary>Lets a document stand as one that Rosa has signed and Carla has accepted.</summary>
    public static Task SignedByRosaAsync(Portal portal, Guid document) =>
        // What is in a statement itself could be taken for the portal's own by those who look at its traces.
        portal.Database.AsOwnerAsync(
            """
            update legal_documents set state = 'accepted', submitted_at = now(), reviewed_at = now(), signed_on = '2026-01-05',
                signed_by = $2, cpr = 'no',
                   reviewed_by = (select id from accounts where email = 'carla@demo.carecoord.test') where id = $1
            """,
            document,
            "Rosa Reyes"
        );
}
