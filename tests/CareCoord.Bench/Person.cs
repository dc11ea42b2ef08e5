using System.Net;
using System.Net.Security;
using System.Text.RegularExpressions;
using CareCoord.Ops.Demo;

namespace CareCoord.Bench;

/// <summary>Somebody signed in at the portal by the form, who asks for pages as a browser does.</summary>
internal sealed partial class Person : IDisposable
{
    private readonly SocketsHttpHandler handler = new()
    {
        AllowAutoRedirect = false,
        CookieContainer = new(),
        AutomaticDecompression = DecompressionMethods.None,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    };

    private readonly HttpClient http;

    private Person(Uri portal) =>
        http = new(handler) { BaseAddress = portal, DefaultRequestHeaders = { { "Accept-Encoding", "br, gzip" } } };

    public HttpClient Http => http;

    /// <summary>The cookies of the sign-in, as a header has them.</summary>
    public string Cookies => handler.CookieContainer.GetCookieHeader(http.BaseAddress!);

    /// <summary>The same person with the same sign-in at another node of the portal.</summary>
    public Person At(Uri portal)
    {
        var there = new Person(portal);
        foreach (Cookie cookie in handler.CookieContainer.GetAllCookies())
            there.handler.CookieContainer.Add(portal, new Cookie(cookie.Name, cookie.Value));
        return there;
    }

    public static async Task<Person> SignInAsync(Uri portal, string email)
    {
        var person = new Person(portal);
        using var answer = await person.SendAsync("/sign-in", "/sign-in", ("Input.Email", email), ("Input.Password", DemoPeople.Password));
        return answer.StatusCode == HttpStatusCode.Redirect
            ? person
            : throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}.");
    }

    /// <summary>Sends the form of a page with its hidden fields; the first that has them where there are several.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, string to, params (string Name, string Value)[] fields)
    {
        var hidden = Fields(await ReadAsync(page));
        return await http.PostAsync(
            to,
            new FormUrlEncodedContent(
                hidden
                    .Where(one => fields.All(field => field.Name != one.Key))
                    .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
            )
        );
    }

    /// <summary>The hidden fields of a page's forms, each once.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(string page) =>
        Hidden()
            .Matches(page)
            .DistinctBy(match => match.Groups[1].Value)
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));

    /// <summary>A page as text.</summary>
    public async Task<string> ReadAsync(string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Accept-Encoding", "identity");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
    }

    /// <summary>Asks for a page and reads it to its end; throws where it is not there.</summary>
    public async Task OpenAsync(string page)
    {
        using var answer = await http.GetAsync(page);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
        await answer.Content.CopyToAsync(Stream.Null);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
