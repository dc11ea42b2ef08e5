using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>What the coordinator of a sketched person has judged of their risk, for most, and when they last opened the record.</summary>
internal sealed class PlausibleDesk(DemoRecord record, PersonSketch person)
{
    private static readonly string[] Hours = ["8:50", "10:40", "13:15", "16:30"];

    // Dice of their own: what else is written about the person does not hang on them.
    private readonly Random random = DemoId.Dice($"desk of {person.Id}");

    /// <param name="knownDays">For how many days the coordinator has known them; whom they do not know yet, they have neither judged nor
    /// looked at.</param>
    public void Write(int knownDays)
    {
        if (knownDays <= 0)
            return;
        if (random.Next(100) < 65)
            Judge(knownDays);
        Look(knownDays);
    }

    // Several conditions, and whatever they need their coordinator for, make a higher risk likelier.
    private void Judge(int knownDays)
    {
        var burden = person.Has.Length + (person.Needs is null ? 0 : 1);
        var (roll, text) = (random.Next(100), RiskText.Of(person.Has[0]));
        var level =
            roll < 6 * burden ? Risk.High
            : roll < 12 + (16 * burden) ? Risk.Rising
            : Risk.Low;
        var daysAgo = random.Next(1, Math.Min(knownDays, 90) + 1);
        if (level != Risk.Low && random.Next(3) == 0 && daysAgo < knownDays)
            record.Judged(Risk.Low, RiskText.Low(random), random.Next(daysAgo + 1, knownDays + 1), Hours[random.Next(4)]);
        record.Judged(
            level,
            level == Risk.High ? text.High
                : level == Risk.Rising ? text.Rising
                : RiskText.Low(random),
            daysAgo,
            Hours[random.Next(4)]
        );
    }

    private void Look(int knownDays)
    {
        switch (random.Next(100))
        {
            case < 12:
                return;
            case < 52:
                record.Looked(0, "8:15");
                return;
            default:
                record.Looked(random.Next(1, Math.Min(knownDays, 14) + 1), Hours[random.Next(4)]);
                return;
        }
    }
}
