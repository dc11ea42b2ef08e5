using CareCoord.Patients;

namespace CareCoord.Core.Tests.Patients;

/// <summary>Age in full years.</summary>
public sealed class AgeTests
{
    [Theory]
    [InlineData("1955-03-04", "2026-03-03", 70)]
    [InlineData("1955-03-04", "2026-03-04", 71)]
    [InlineData("2026-11-23", "2026-11-23", 0)]
    [InlineData("2025-11-24", "2026-11-23", 0)]
    [InlineData("1999-12-31", "2000-01-01", 0)]
    [InlineData("1916-01-01", "2026-12-31", 110)]
    public void It_goes_up_on_the_birthday(string born, string day, int age) => Assert.Equal(age, Patient.AgeOn(Date(born), Date(day)));

    [Theory]
    [InlineData("2027-02-27", 26)]
    [InlineData("2027-02-28", 27)]
    [InlineData("2027-03-01", 27)]
    [InlineData("2028-02-28", 27)]
    [InlineData("2028-02-29", 28)]
    public void Born_on_29_February_it_goes_up_on_the_last_day_of_that_month(string day, int age) =>
        Assert.Equal(age, Patient.AgeOn(Date("2000-02-29"), Date(day)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
