using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.Data;

/// <summary>Connection settings with which one person's context could reach another are refused.</summary>
public sealed class DatabaseFeatureTests
{
    private const string Plain = "Host=db.example.org;Database=carecoord;Username=carecoord_app;Password=secret";

    [Theory]
    [InlineData("Multiplexing=true")]
    [InlineData("No Reset On Close=true")]
    [InlineData("NoResetOnClose=true")]
    [InlineData("Enlist=true")]
    [InlineData("enlist=True")]
    public void A_leaking_setting_is_refused(string setting) =>
        Assert.Contains("remove it", Assert.Throws<SettingsRefused>(() => DatabaseFeature.Safe($"{Plain};{setting}")).Message);

    [Theory]
    [InlineData("top=secret")]
    [InlineData("Host=db;Port=secret")]
    [InlineData("Host=db;Pooling=secret")]
    [InlineData("Host=db;Maximum Pool Size=99999999999999secret")]
    [InlineData("Database=carecoord;Password=secret")]
    public void What_is_no_connection_string_is_refused_without_being_repeated(string text) =>
        Assert.DoesNotContain("secret", Assert.Throws<SettingsRefused>(() => DatabaseFeature.Safe(text)).Message);

    [Theory]
    [InlineData("Multiplexing=false")]
    [InlineData("No Reset On Close=false")]
    [InlineData("Enlist=false")]
    [InlineData("Application Name=enlist")]
    [InlineData("Maximum Pool Size=4")]
    public void Any_other_is_taken(string setting)
    {
        var safe = DatabaseFeature.Safe($"{Plain};{setting}");

        Assert.Equal((false, false, false, false), (safe.Enlist, safe.Multiplexing, safe.NoResetOnClose, safe.IncludeErrorDetail));
    }

    [Fact]
    public void The_details_of_an_error_are_never_asked_for() =>
        Assert.False(DatabaseFeature.Safe($"{Plain};Include Error Detail=true").IncludeErrorDetail);
}
