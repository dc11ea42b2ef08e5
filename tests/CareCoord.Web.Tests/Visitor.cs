using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CareCoord.Testing;

namespace CareCoord.Web.Tests;

/// <summary>Somebody at the portal: sends requests, keeps cookies, fills forms with their antiforgery token.</summary>
public sealed class Visitor(HttpClient http)
{
    /// <summary>The cookies at hand, by name; a test may copy or change them.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Takes over another's cookies, as a second window has them, or a thief.</summary>
    public Visitor With(Visitor other)
    {
        foreach (var (name, value) in other.Cookies)
            Cookies[name] = value;
        return this;
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await SendAsync(new(HttpMethod.Get, path));

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The page that is there, as a browser reads it.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path) => Html.Read(await ReadAsync(path));

    /// <summary>Posts a form as the page at <paramref name="page"/> would, its hidden fields included.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields) =>
        await (await FillInAsync(page, action, fields))();

    /// <summary>Opens a page and fills in its form; what comes back sends it.</summary>
    public async Task<Func<Task<HttpResponseMessage>>> FillInAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var shown = await Html.ReadAsync(await GetAsync(page));
        // Where the page has no such form, its tokens are taken all the same: by hand anything can be sent.
        var form = (IParentNode?)shown.QuerySelectorAll("form").FirstOrDefault(form => form.GetAttribute("action") == action) ?? shown;
        return () => PostAsync(action, form, fields);
    }

    private async Task<HttpResponseMessage> PostAsync(string action, IParentNode form, (string Name, string Value)[] fields)
    {
        var hidden = form.Hidden().DistinctBy(field => field.Key).Where(field => fields.All(given => given.Name != field.Key));
        var values = hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) });
    }

    /// <summary>Posts the form of this name on a page, to the page itself.</summary>
    public async Task<HttpResponseMessage> SubmitNamedAsync(string page, string formName, params (string Name, string Value)[] fields) =>
        await PostAsync(page, (await OpenAsync(page)).Form(formName), fields);

    public async Task<HttpResponseMessage> TrySignInAsync(string email, string password) =>
        await SubmitAsync("/sign-in", "/sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task SignInAsync(string email, string password)
    {
        var answer = await TrySignInAsync(email, password);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{email} could not sign in: {answer.StatusCode}");
    }

    /// <summary>Opens an answer that goes on and on; whoever disposes of it hangs up.</summary>
    public Task<HttpResponseMessage> ListenAsync(string path) =>
        SendAsync(new(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead);

    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        HttpCompletionOption until = HttpCompletionOption.ResponseContentRead
    )
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await http.SendAsync(request, until);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                var (name, value) = (cookie[..cookie.IndexOf('=')], cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0]);
                if (value.Length == 0)
                    Cookies.Remove(name);
                else
                    Cookies[name] = value;
            }
        }

        return answer;
    }
}
