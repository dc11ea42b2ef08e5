using Bunit;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using CareCoord.Web.Today;

namespace CareCoord.Web.Tests.Today;

/// <summary>The week of those whom a caregiver cares for: a line a day, with who has what.</summary>
public sealed class WeekTogetherTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly BunitContext page = new();

    public void Dispose() => page.Dispose();

    [Fact]
    public void The_days_of_both_stand_in_their_order_each_once()
    {
        var week = Show(Person("Rosa", 3, 1), Person("Mateo", 1));

        Assert.Equal("The week, both together", week.Find("h2").TextContent);
        Assert.Equal(["Tomorrow", "Thu 26 Nov"], week.FindAll("dt").Select(day => day.TextContent));
        Assert.Equal(["Rosa · Check", "Mateo · Check", "Rosa · Check"], week.FindAll("dd a").Select(visit => visit.TextContent));
    }

    [Fact]
    public void A_week_without_visits_says_so()
    {
        Assert.Contains("No visit is booked in the next seven days.", Show(Person("Rosa")).Find("section").TextContent);
        Assert.Equal("The week", Show(Person("Rosa")).Find("h2").TextContent);
        Assert.Equal("The week, all together", Show(Person("A"), Person("B"), Person("C")).Find("h2").TextContent);
    }

    private IRenderedComponent<WeekTogether> Show(params CaredFor[] people) =>
        page.Render<WeekTogether>(week =>
            week.Add(one => one.People, people)
                .AddCascadingValue(
                    new Viewer(
                        new Me(Guid.Empty, Guid.Empty, "Ana Reyes", Hat.Caregiver, [Hat.Caregiver], "UTC", "en-US", null, null!),
                        new Spoken(new TestClock(Now), "UTC", "UTC", "en-US"),
                        null!
                    )
                )
        );

    private static CaredFor Person(string name, params int[] days)
    {
        var id = Guid.CreateVersion7();
        return new(
            id,
            name,
            name,
            new(1950, 1, 1),
            "daughter",
            Category.Appointments,
            Category.None,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null
        )
        {
            Visits =
            [
                .. days.Order()
                    .Select(day => new VisitAhead(id, Guid.CreateVersion7(), "Check", Now.AddDays(day), VisitWay.InPerson, "Dr. Haddad")),
            ],
        };
    }
}
