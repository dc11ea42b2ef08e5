namespace CareCoord.Ops.Demo;

/// <summary>Why a coordinator judges somebody's risk to be high or rising, by their main condition.</summary>
internal sealed record RiskText(string High, string Rising)
{
    private static readonly Dictionary<string, RiskText> ByCondition = new()
    {
        ["pressure"] = new(
            "Two numbers above 180 within a week, and the tablets stay in the box on weekends.",
            "The numbers creep up, and the cuff at home is seldom used."
        ),
        ["heart"] = new(
            "Three pounds more within two days, and short of breath on the stairs.",
            "Swollen ankles in the evening; salts the food again."
        ),
        ["rhythm"] = new("Takes a blood thinner and has fallen at home.", "Feels the heart race more often, and goes out less."),
        ["vessels"] = new(
            "Tells of a tight chest when climbing stairs.",
            "Left out the cholesterol tablet for two weeks because of sore legs."
        ),
        ["diabetes"] = new("Two sugars under 60 at night within a week.", "The mornings stay above the goal; meals come at odd hours."),
        ["prediabetes"] = new("Close to the line, and no time for any of the steps.", "The weight goes up again with the new shifts."),
        ["thyroid"] = new(
            "Ten pounds less without trying, and a racing heart: the dose is not right yet.",
            "Tired for weeks; the tablet is taken irregularly."
        ),
        ["knee"] = new("Hardly gets down the stairs any more, and nobody shops.", "Walks less each week because of the pain."),
        ["new-knee"] = new("Swelling since the surgery, and alone on weekends.", "Leaves out the exercises, and the knee gets stiff."),
        ["back"] = new("Takes strong pain tablets for longer than was planned.", "Away from work for five weeks, and tired of it."),
        ["bones"] = new(
            "Slipped in the bathroom twice; a fall could break a hip.",
            "Unsteady on the stairs, and the rail is not fitted yet."
        ),
        ["asthma"] = new("Needed the rescue inhaler every night of a week.", "Reaches for the rescue inhaler more than twice a week."),
        ["lungs"] = new("A second course of cortisone within three months.", "The way walked in 6 minutes was shorter than the last time."),
        ["stroke"] = new("Coughs when drinking, and speaks more slowly again.", "Has stopped practicing with the weak hand."),
        ["parkinson"] = new(
            "Two falls within a month, one of them on the stairs.",
            "Stiff in the afternoons; the third tablet is often forgotten."
        ),
    };

    private static readonly string[] Steady =
    [
        "Steady for months, keeps visits, and calls when something is unclear.",
        "Takes the medicines as planned, and the family helps.",
        "The numbers are near the goals, and nothing new has come up.",
        "Knows the warning signs and whom to call.",
    ];

    public static RiskText Of(string condition) => ByCondition[condition];

    /// <summary>Why the risk is low.</summary>
    public static string Low(Random random) => Steady[random.Next(Steady.Length)];
}
