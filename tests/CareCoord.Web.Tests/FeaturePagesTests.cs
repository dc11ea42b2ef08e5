using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Testing;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests;

/// <summary>What the pages of the features declare of notifications, tabs and places fits together.</summary>
public sealed class FeaturePagesTests
{
    public static TheoryData<string> Kinds => [.. NotificationKind.All.Select(kind => kind.Name)];

    [Fact]
    public void Every_kind_has_one_text_and_no_text_is_without_a_kind() =>
        Assert.Equal(
            NotificationKind.All.Select(kind => kind.Name),
            FeaturePages.All.SelectMany(pages => pages.Notifications).Select(text => text.Kind.Name).Order(StringComparer.Ordinal)
        );

    [Theory, MemberData(nameof(Kinds))]
    public void A_notification_leads_somewhere_for_every_hat_with_and_without_what_it_is_about(string name)
    {
        var kind = NotificationKind.Of(name);
        foreach (var hat in Enum.GetValues<Hat>())
        {
            foreach (
                var (patient, subject) in new (Guid?, Guid?)[]
                {
                    (Guid.CreateVersion7(), Guid.CreateVersion7()),
                    (Guid.CreateVersion7(), null),
                    (null, Guid.CreateVersion7()),
                    (null, null),
                }
            )
            {
                var address = NotificationText.Of(kind).LeadsTo(new(kind, patient, subject), hat);

                Assert.StartsWith("/", address, StringComparison.Ordinal);
                // Who is told without the patient is not led to the record.
                Assert.True(patient is not null || !address.Contains("/patients/", StringComparison.Ordinal), address);
            }
        }
    }

    [Fact]
    public void Every_tab_is_among_the_pages_that_are_looked_at() =>
        Assert.All(
            RecordTab.All,
            tab => Assert.Contains(PageVisit.All, visit => Regex.IsMatch(visit.Path, $@"^/patients/{{\w+}}/{tab.Part}$"))
        );

    [Fact]
    public void No_two_tabs_stand_at_one_address_or_in_one_place()
    {
        Assert.Equal(RecordTab.All.Count, RecordTab.All.Select(tab => tab.Part).Distinct().Count());
        Assert.Equal(RecordTab.All.Count, RecordTab.All.Select(tab => tab.Order).Distinct().Count());
    }
}
