using System.Net;
using System.Text.RegularExpressions;

namespace CareCoord.Web.Tests;

/// <summary>Somebody at the portal: sends requests, keeps cookies, fills forms with their antiforgery token.</summary>
public sealed partial class Visitor(HttpClient http)
{
    /// <summary>The cookies at hand, by name; a test may copy or change them.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    public async Task<HttpResponseMessage> GetAsync(string path) => await SendAsync(new(HttpMethod.Get, path));

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a form as the page at <paramref name="page"/> would, its hidden fields included.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var body = await (await GetAsync(page)).Content.ReadAsStringAsync();
        return await PostAsync(action, Forms().Matches(body).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"action=\"{action}\"", StringComparison.Ordinal)) ?? body, fields);
    }

    private async Task<HttpResponseMessage> PostAsync(string action, string form, (string Name, string Value)[] fields)
    {
        var hidden = Hidden().Matches(form).Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))
            .DistinctBy(field => field.Key).Where(field => fields.All(given => given.Name != field.Key));
        var values = hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) });
    }

    /// <summary>Posts the form of this name on a page, to the page itself.</summary>
    public async Task<HttpResponseMessage> SubmitNamedAsync(string page, string formName, params (string Name, string Value)[] fields) =>
        await PostAsync(page, Forms().Matches(await ReadAsync(page)).Select(match => match.Value)
            .Single(text => text.Contains($"name=\"_handler\" value=\"{formName}\"", StringComparison.Ordinal)), fields);

    public async Task<HttpResponseMessage> TrySignInAsync(string email, string password) =>
        await SubmitAsync("/sign-in", "/sign-in", ("Input.Email", email), ("Input.Password", password));

    public async Task SignInAsync(string email, string password)
    {
        var answer = await TrySignInAsync(email, password);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{email} could not sign in: {answer.StatusCode}");
    }

    /// <summary>Opens an answer that goes on and on; whoever disposes of it hangs up.</summary>
    public Task<HttpResponseMessage> ListenAsync(string path) => SendAsync(new(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
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

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
