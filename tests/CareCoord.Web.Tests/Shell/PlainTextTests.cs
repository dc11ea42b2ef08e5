using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests.Shell;

/// <summary>Names and ages as people see and say them.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Walter Brandt", "WB")]
    [InlineData("Dr. Anil Patel", "AP")]
    [InlineData("Rosa María de la Cruz Reyes", "RR")]
    [InlineData("Madonna", "M")]
    [InlineData("𠮷太", "𠮷")]
    [InlineData("𠮷田 太郎", "𠮷太")]
    [InlineData("E\u0301lodie N\u0303an\u0303ez", "E\u0301N\u0303")]
    [InlineData("👩‍⚕️ Nurse", "👩‍⚕️N")]
    [InlineData("Dr.", "?")]
    [InlineData("  ", "?")]
    public void A_face_shows_whole_letters(string name, string initials) => Assert.Equal(initials, PlainText.Initials(name));

    [Theory]
    [InlineData("2026-11-30", "0 days")]
    [InlineData("2026-11-29", "1 day")]
    [InlineData("2026-11-03", "27 days")]
    [InlineData("2026-11-02", "4 weeks")]
    [InlineData("2026-09-01", "12 weeks")]
    [InlineData("2026-08-31", "3 months")]
    [InlineData("2026-08-30", "3 months")]
    [InlineData("2024-12-01", "23 months")]
    [InlineData("2024-11-30", "2")]
    [InlineData("1955-03-04", "71")]
    // A date of birth that is not yet, in another zone.
    [InlineData("2026-12-01", "0 days")]
    public void A_small_childs_age_is_said_in_days_weeks_and_months(string born, string after)
    {
        Assert.Equal(after, PlainText.Age(DateOnly.Parse(born), new(2026, 11, 30)));
    }
}
