using System.Net;
using AngleSharp.Html.Dom;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Caseloads;

/// <summary>The forms of the coordinator's desk and of the pages it leads to, sent as a browser sends them.</summary>
internal static class CaseloadForms
{
    /// <summary>Presses the button under the table that brings those selected to this page.</summary>
    public static async Task<IHtmlDocument> BringAsync(Visitor visitor, string to, params string[] patients)
    {
        var page = await visitor.OpenAsync("/caseload");
        var button = page.One($"button[formaction='{to}']");
        var box = page.QuerySelector("input[name='Input.Patients']")!;
        Assert.Equal(button.GetAttribute("form"), box.GetAttribute("form"));
        var form = (IHtmlFormElement)page.GetElementById(button.GetAttribute("form")!)!;
        var answer = await visitor.SendAsync(
            new(HttpMethod.Post, to)
            {
                Content = new FormUrlEncodedContent([
                    .. form.Hidden(),
                    KeyValuePair.Create(button.GetAttribute("name")!, button.GetAttribute("value")!),
                    .. patients.Select(id => KeyValuePair.Create(box.GetAttribute("name")!, id)),
                ]),
            }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Html.ReadAsync(answer);
    }

    /// <summary>Sends the one form of the page that has this handler.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        Visitor visitor,
        string page,
        string handler,
        params (string Name, string Value)[] fields
    ) =>
        await visitor.SendAsync(
            new(HttpMethod.Post, page)
            {
                Content = new FormUrlEncodedContent(
                    (await visitor.OpenAsync(page)).Form(handler).Hidden().Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
                ),
            }
        );
}
