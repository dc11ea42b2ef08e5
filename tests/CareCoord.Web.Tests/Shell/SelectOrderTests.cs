using CareCoord.Testing;
using CareCoord.Web.Tests.CareTasks;

namespace CareCoord.Web.Tests.Shell;

/// <summary>A list to choose from is in an order that one can see: that of its words, and what is none of them last.</summary>
public sealed class SelectOrderTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] Abouts =
    [
        "A document",
        "A medicine",
        "A result",
        "A visit",
        "Hospital to home",
        "The plan",
        "Something else",
    ];

    [Fact]
    public async Task What_a_task_is_about_is_offered_by_its_words()
    {
        var denise = (await TaskWork.AssignAsync(portal, "Ordered")).Patient;

        Assert.Equal(Abouts, await OptionsAsync("anil", "/tasks", "select#about > option:not([value=''])"));
        Assert.Equal(Abouts, await OptionsAsync("carla", $"/patients/{denise}/tasks/new", "select[name='Input.About'] > option"));
    }

    [Fact]
    public async Task Kinds_of_documents_are_offered_by_their_words()
    {
        string[] kinds =
        [
            "Advance directive (living will)",
            "DNR, POLST or MOLST",
            "Guardianship order",
            "Health-care power of attorney",
            "Release of information",
        ];
        Assert.Equal(kinds, await OptionsAsync("carla", "/documents/search", "select#kind > option:not([value=''])"));
    }

    [Fact]
    public async Task Roles_disciplines_and_people_are_offered_by_their_words()
    {
        var denise = (await TaskWork.AssignAsync(portal, "Ordered too")).Patient;
        foreach (
            var (person, path, options) in new[]
            {
                ("carla", $"/patients/{denise}/team/add", "select#role > option:not([value=''])"),
                ("carla", "/tasks/new?patients=" + denise, "optgroup[label='A role of the care team'] > option"),
                ("carla", $"/patients/{denise}/team/concerns/new", "select[name='Input.Lead'] > option:not([value=''])"),
            }
        )
            IsInOrder(await OptionsAsync(person, path, options));

        var clinic = await (await portal.VisitorAsync("admin@demo.carecoord.test")).OpenAsync("/clinic");
        IsInOrder([.. clinic.QuerySelectorAll("select#away-who > optgroup").Select(group => group.GetAttribute("label")!)]);
    }

    [Fact]
    public async Task The_cells_of_a_sorted_column_stand_in_the_order_of_what_they_say()
    {
        await TaskWork.AssignAsync(portal, "Sorted by its words");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        foreach (var turned in new[] { "", "&reverse=true" })
        {
            var page = await carla.OpenAsync("/tasks?list=delegated&sort=patient" + turned);
            var families = page.QuerySelectorAll("input[data-select]")
                .Select(box => box.GetAttribute("aria-label")!.Split(", born ")[0].Split(' ')[^1])
                .ToList();
            IsInOrder(turned.Length > 0 ? [.. families.AsEnumerable().Reverse()] : families);
        }
    }

    private static void IsInOrder(IReadOnlyList<string> words)
    {
        Assert.True(words.Count > 1, string.Join(", ", words));
        Assert.Equal(words.Order(StringComparer.InvariantCultureIgnoreCase), words);
    }

    private async Task<string[]> OptionsAsync(string person, string path, string options) =>
        [.. (await (await portal.VisitorAsync(person + "@demo.carecoord.test")).OpenAsync(path)).Say(options)];
}
