using System.Globalization;
using CareCoord.Access;
using CareCoord.Caseloads;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Further patients, as many as are asked for: the same number is the same person in every load. They come in blocks, each
/// with a coordinator and providers of its own.
/// </summary>
internal static class GeneratedPatients
{
    /// <summary>How many patients a coordinator has; one block is one transaction.</summary>
    public const int Block = 300;

    private static readonly string[][] Conditions =
    [
        ["pressure"],
        ["diabetes"],
        ["knee"],
        ["back"],
        ["asthma"],
        ["thyroid"],
        ["new-knee"],
        ["prediabetes"],
        ["diabetes", "pressure"],
        ["heart", "pressure"],
        ["lungs", "pressure"],
        ["vessels", "pressure"],
        ["rhythm", "pressure"],
        ["knee", "prediabetes"],
        ["back", "mood"],
        ["diabetes", "kidney"],
        ["bones", "pressure"],
        ["stroke", "pressure"],
        ["parkinson", "pressure"],
        ["thyroid", "mood"],
        ["new-knee", "pressure"],
        ["diabetes", "vessels", "pressure"],
        ["heart", "kidney", "rhythm"],
        ["lungs", "heart", "bones"],
        ["diabetes", "kidney", "knee"],
    ];

    /// <summary>The patients of a block, and their numbers.</summary>
    public static Dictionary<Guid, int> Numbers(int block, int last) =>
        Enumerable.Range(((block - 1) * Block) + 1, Block).TakeWhile(number => number <= last).ToDictionary(Id);

    /// <summary>Gathers those of a block that are not there yet, staff included, and tells whom it wrote.</summary>
    public static async Task<Guid[]> WriteAsync(DemoScene scene, NpgsqlConnection connection, int block, int last, CancellationToken cancel)
    {
        var numbers = Numbers(block, last);
        var known = await KnownAsync(connection, [.. numbers.Keys], cancel);
        if (known.Count == numbers.Count)
            return [];

        var staff = new GeneratedStaff(block);
        staff.Write(scene);
        RiversideClinic.Write(scene, staff);
        if (known.Count > 0)
            await scene.Diary.ReadAsync(connection, [.. staff.All.Select(member => member.ProviderId)], cancel);

        var missing = numbers.Where(number => !known.Contains(number.Key)).ToList();
        foreach (var (id, number) in missing)
        {
            var random = DemoId.Dice(Key(number));
            new PlausibleRecord(scene, random, staff.Coordinator, role => staff.For(role, number)).Write(Person(scene, random, id, number));
        }

        return [.. missing.Select(number => number.Key)];
    }

    private static Guid Id(int number) => DemoId.Of(Key(number), 1000 + number);

    private static string Key(int number) => number.ToString("'patient'00000", CultureInfo.InvariantCulture);

    // Every hundredth can sign in, so that a bench can do as patients do.
    private static PersonSketch Person(DemoScene scene, Random random, Guid id, int number)
    {
        var (given, family, pronouns) = NameLists.Pick(random);
        var born = new DateOnly(1938, 1, 1).AddDays(random.Next(365 * 52));
        var phone = string.Create(CultureInfo.InvariantCulture, $"(847) 555-01{number % 100:00}");
        var has = Conditions[random.Next(Conditions.Length)];
        return new(given, family, pronouns, born, NameLists.PickMatters(random), has)
        {
            Id = id,
            Account = number % 100 == 0 ? scene.Account(Key(number), $"{given} {family}", phone, null, number, Hat.Patient) : null,
            Phone = phone,
            PlanDaysAgo = random.Next(2, 200),
            Needs = Needs(random.Next(100), has),
        };
    }

    // A quarter of them need their coordinator for something.
    private static ReasonKind? Needs(int percent, string[] has) =>
        percent switch
        {
            < 4 => ReasonKind.MissedVisit,
            < 7 when has[0] != "pressure" => ReasonKind.NobodyDoes,
            < 13 => ReasonKind.GoalLate,
            < 20 => ReasonKind.ReviewLate,
            < 24 => ReasonKind.NoVisit,
            _ => null,
        };

    private static async Task<HashSet<Guid>> KnownAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id from patients where id = any($1)", connection);
        command.Parameters.Add(new() { Value = ids });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return [.. await rows.ListAsync<Guid>(cancel)];
    }
}
