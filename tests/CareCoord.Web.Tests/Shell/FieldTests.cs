using System.ComponentModel.DataAnnotations;
using AngleSharp.Dom;
using Bunit;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor.Services;

namespace CareCoord.Web.Tests.Shell;

/// <summary>
/// The fields of forms: named, described, and with what was typed from their first rendering on. A static page is rendered once.
/// </summary>
public sealed class FieldTests : BunitContext
{
    private readonly Typed typed = new();
    private readonly EditContext form;

    public FieldTests()
    {
        form = new(typed);
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        JSInterop.Mode = JSRuntimeMode.Loose;
        form.EnableDataAnnotationsValidation(Services);
    }

    [Fact]
    public void A_field_is_labelled_named_and_described_by_its_help()
    {
        var field = Field(p => p.Add(f => f.Label, "What is to be done").Add(f => f.Help, "In plain words."));

        var input = field.Find("input");
        Assert.Equal("Input.Title", input.Id);
        Assert.Equal("Input.Title", input.GetAttribute("name"));
        Assert.Equal("What is to be done", field.Find("label[for='Input.Title']").TextContent);
        Assert.Equal("Input.Title.help", input.GetAttribute("aria-describedby"));
        Assert.Equal("In plain words.", field.Find("[id='Input.Title.help']").TextContent);
        Assert.NotEqual("true", input.GetAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("placeholder"));
        Assert.Empty(field.FindAll("style"));
    }

    [Theory]
    [InlineData(1, "input")]
    [InlineData(4, "textarea")]
    public void What_was_typed_stands_in_it_at_once_and_is_never_markup(int lines, string tag)
    {
        typed.Title = "\"><script>alert(1)</script></textarea>\nnext";

        var field = Field(p => p.Add(f => f.Label, "Title").Add(f => f.Lines, lines));

        Assert.Equal(1, field.RenderCount);
        Assert.Equal(typed.Title, Shown(field.Find(tag)));
        Assert.Empty(field.FindAll("script"));
        Assert.Equal(lines == 1 ? null : "4", field.Find(tag).GetAttribute("rows"));
    }

    [Theory]
    [InlineData(1, "input")]
    [InlineData(4, "textarea")]
    public void What_the_page_changes_or_clears_is_changed_in_it(int lines, string tag)
    {
        typed.Title = "first";
        var field = Field(p => p.Add(f => f.Label, "Title").Add(f => f.Lines, lines));

        field.Render(p => p.Add(f => f.Value, "second"));
        Assert.Equal("second", Shown(field.Find(tag)));

        field.Render(p => p.Add(f => f.Value, null));
        Assert.Equal("", Shown(field.Find(tag)) ?? "");
    }

    [Fact]
    public void What_is_wrong_stands_at_it_tied_to_it_and_goes_when_it_is_mended()
    {
        var field = Field(p => p.Add(f => f.Label, "Title").Add(f => f.Help, "Help."));

        field.InvokeAsync(() => form.Validate());

        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal("Input.Title.error Input.Title.help", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal("Say what is to be done.", field.Find("[id='Input.Title.error']").TextContent);

        typed.Title = "Call her";
        field.InvokeAsync(() => form.Validate());

        Assert.NotEqual("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Empty(field.FindAll("[id='Input.Title.error']"));
    }

    [Fact]
    public void A_form_without_validation_says_itself_what_is_wrong()
    {
        var field = Field(p => p.Add(f => f.Label, "Why").Add(f => f.Problem, "Say <b>why</b>."));

        Assert.Equal("Say <b>why</b>.", field.Find("[id='Input.Title.error']").TextContent);
        Assert.Equal("Input.Title.error", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Empty(field.FindAll("b"));
    }

    [Fact]
    public void The_name_is_that_of_the_values_expression_as_it_is_posted()
    {
        var Input = typed; // As pages call it.
        var plain = Render<TextField<string>>(p =>
            p.AddCascadingValue(form).Add(f => f.Label, "Title").Bind(f => f.Value, Input.Title, _ => { }, () => Input.Title)
        );
        var at = 1;
        var listed = Render<TextField<string>>(p =>
            p.AddCascadingValue(form).Add(f => f.Label, "Name").Bind(f => f.Value, Input.Names[at], _ => { }, () => Input.Names[at])
        );

        Assert.Equal(["Input.Title", "Input.Title"], new[] { "id", "name" }.Select(plain.Find("input").GetAttribute));
        Assert.Equal("Input.Names[1]", listed.Find("input").GetAttribute("name"));
    }

    [Fact]
    public void Attributes_of_the_input_are_given_as_in_html()
    {
        var input = Field(p =>
                p.Add(f => f.Label, "Phone")
                    .AddUnmatched("id", "phone")
                    .AddUnmatched("type", "tel")
                    .AddUnmatched("autocomplete", "tel")
                    .AddUnmatched("maxlength", "40")
                    .AddUnmatched("required", true)
            )
            .Find("input");

        Assert.Equal(
            ["phone", "Input.Title", "tel", "tel", "tel", "40"],
            new[] { "id", "name", "type", "inputmode", "autocomplete", "maxlength" }.Select(input.GetAttribute)
        );
        Assert.True(input.HasAttribute("required"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
    }

    [Fact]
    public void A_day_a_time_and_a_number_are_the_browsers_own()
    {
        typed.On = new(2026, 11, 30);
        typed.At = new(7, 5);
        typed.Days = 3;

        Assert.Equal(
            "date 2026-11-30",
            Kind(
                Render<TextField<DateOnly?>>(p =>
                    p.Add(f => f.Label, "On").Bind(f => f.Value, typed.On, _ => { }, () => typed.On).Add(f => f.Name, "On")
                )
            )
        );
        Assert.Equal(
            "time 07:05",
            Kind(
                Render<TextField<TimeOnly?>>(p =>
                    p.Add(f => f.Label, "At").Bind(f => f.Value, typed.At, _ => { }, () => typed.At).Add(f => f.Name, "At")
                )
            )
        );
        Assert.Equal(
            "number 3",
            Kind(
                Render<TextField<int?>>(p =>
                    p.Add(f => f.Label, "Days").Bind(f => f.Value, typed.Days, _ => { }, () => typed.Days).Add(f => f.Name, "Days")
                )
            )
        );

        static string Kind<T>(IRenderedComponent<TextField<T>> field) =>
            field.Find("input").GetAttribute("type") + " " + field.Find("input").GetAttribute("value");
    }

    [Fact]
    public void In_an_island_what_is_typed_reaches_the_page_and_what_is_no_day_is_said()
    {
        DateOnly? day = null;
        var field = Render<TextField<DateOnly?>>(p =>
            p.AddCascadingValue(form)
                .Add(f => f.Label, "On")
                .Add(f => f.Name, "On")
                .Add(f => f.ParsingErrorMessage, "Enter a day.")
                .Bind(f => f.Value, typed.On, chosen => day = chosen, () => typed.On)
        );

        field.Find("input").Change("2026-12-24");
        Assert.Equal(new DateOnly(2026, 12, 24), day);

        field.Find("input").Change("soon");
        Assert.Equal("Enter a day.", field.Find("[id='On.error']").TextContent);
    }

    [Fact]
    public void A_list_has_the_same_label_help_and_place_for_what_is_wrong()
    {
        typed.Priority = "stat";
        var list = Render<SelectField<string>>(p =>
            p.AddCascadingValue(form)
                .Add(f => f.Label, "How soon")
                .Add(f => f.Help, "In its turn, or at once.")
                .Add(f => f.Name, "Input.Priority")
                .Bind(f => f.Value, typed.Priority, _ => { }, () => typed.Priority)
                .AddChildContent("<option value=\"routine\">Routine</option><option value=\"stat\">Stat</option>")
        );
        typed.Priority = null;
        list.InvokeAsync(() => form.Validate());

        var select = list.Find("select");
        Assert.Equal(["Input.Priority", "Input.Priority", "stat"], new[] { "id", "name", "value" }.Select(select.GetAttribute));
        Assert.Equal("How soon", list.Find("label[for='Input.Priority']").TextContent);
        Assert.Equal("Input.Priority.error Input.Priority.help", select.GetAttribute("aria-describedby"));
        Assert.Equal("true", select.GetAttribute("aria-invalid"));
        Assert.Equal("Choose how soon.", list.Find("[id='Input.Priority.error']").TextContent.Trim());
    }

    [Fact]
    public void A_list_of_a_form_that_only_asks_has_nothing_wrong()
    {
        var list = Render<SelectField<string>>(p =>
            p.Add(f => f.Label, "How soon").Add(f => f.Name, "soon").Bind(f => f.Value, typed.Priority, _ => { }, () => typed.Priority)
        );

        Assert.Equal("", list.Find("[id='soon.error']").TextContent.Trim());
        Assert.Equal("soon", list.Find("select").GetAttribute("name"));
    }

    [Fact]
    public void A_password_that_is_missing_is_said_to_be_wrong_at_it_and_never_goes_back()
    {
        typed.Title = "secret";
        var password = Render<PasswordInput>(p => p.AddCascadingValue(form).Add(f => f.Name, "Input.Title"));
        Assert.False(password.Find("input").HasAttribute("aria-invalid"));
        Assert.False(password.Find("input").HasAttribute("value"));

        typed.Title = null;
        form.Validate();
        password.Render();

        Assert.Equal("true", password.Find("input").GetAttribute("aria-invalid"));
    }

    private IRenderedComponent<TextField<string>> Field(Action<ComponentParameterCollectionBuilder<TextField<string>>> more)
    {
        return Render<TextField<string>>(p =>
        {
            p.AddCascadingValue(form).Add(f => f.Name, "Input.Title").Bind(f => f.Value, typed.Title, _ => { }, () => typed.Title);
            more(p);
        });
    }

    private static string? Shown(IElement input) => input.GetAttribute("value") ?? input.TextContent;

    private sealed class Typed
    {
        [Required(ErrorMessage = "Say what is to be done.")]
        public string? Title { get; set; }

        [Required(ErrorMessage = "Choose how soon.")]
        public string? Priority { get; set; }

        public List<string?> Names { get; } = [null, null];

        public DateOnly? On { get; set; }

        public TimeOnly? At { get; set; }

        public int? Days { get; set; }
    }
}
