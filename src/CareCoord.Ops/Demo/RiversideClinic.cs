using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Organisations;
using CareCoord.Providers;

namespace CareCoord.Ops.Demo;

/// <summary>When the Riverside Care Network is open, its units, who stands in for whom, and an absence next month.</summary>
internal static class RiversideClinic
{
    /// <summary>The other coordinator, who stands in for Carla.</summary>
    public static readonly Guid Priya = DemoScene.AccountId("priya");

    private static readonly (string Name, string Phone, Discipline[] Disciplines)[] Units =
    [
        ("Home nursing", "(312) 555-0191", [Discipline.Nurse]),
        ("Riverside pharmacy", "(312) 555-0192", [Discipline.Pharmacist]),
        ("Physical therapy", "(312) 555-0193", [Discipline.PhysicalTherapist, Discipline.OccupationalTherapist]),
        ("Social work", "(312) 555-0194", [Discipline.SocialWorker]),
        ("Care coordination", "(312) 555-0190", []),
    ];

    private static readonly (StaffMember For, StaffMember Deputy)[] Pairs =
    [
        (RiversideStaff.Grace, RiversideStaff.Peter),
        (RiversideStaff.Peter, RiversideStaff.Grace),
        (RiversideStaff.Anil, RiversideStaff.Grace),
        (RiversideStaff.Mia, RiversideStaff.Anil),
        (RiversideStaff.Kwame, RiversideStaff.Noor),
        (RiversideStaff.Noor, RiversideStaff.Kwame),
        (RiversideStaff.Lena, RiversideStaff.Marcus),
        (RiversideStaff.Marcus, RiversideStaff.Lena),
        (RiversideStaff.Yusuf, RiversideStaff.Lena),
        (RiversideStaff.Ruth, RiversideStaff.Lena),
        (RiversideStaff.Hannah, RiversideStaff.Victor),
        (RiversideStaff.Samira, RiversideStaff.Victor),
        (RiversideStaff.Victor, RiversideStaff.Samira),
    ];

    /// <summary>All of it, for the people of the network.</summary>
    public static void Write(DemoScene scene)
    {
        var (organisation, calendar) = (RiversideNetwork.OrganisationId, scene.Calendar);
        for (var weekday = DayOfWeek.Monday; weekday <= DayOfWeek.Friday; weekday++)
            scene.Rows.Add<WeekdayHours>(
                new
                {
                    OrganisationId = organisation,
                    Weekday = weekday,
                    Opens = new TimeOnly(8, 0),
                    Closes = new TimeOnly(17, 0),
                }
            );
        foreach (var (date, name) in FederalHolidays.Between(calendar.Today.Year, calendar.Today.Year + 1))
            scene.Rows.Add<Holiday>(
                new
                {
                    OrganisationId = organisation,
                    OnDate = date,
                    Name = name,
                }
            );
        foreach (var unit in Units)
            scene.Rows.Add<OrganisationUnit>(
                new
                {
                    Id = UnitId(unit.Name),
                    OrganisationId = organisation,
                    unit.Name,
                    unit.Phone,
                }
            );

        Coordinator(scene, RiversideStaff.Carla, Priya);
        Coordinator(scene, Priya, RiversideStaff.Carla);
        foreach (var staff in RiversideStaff.All)
            Works(scene, staff);
        foreach (var (away, deputy) in Pairs)
            StandsIn(scene, away.AccountId, Hat.Provider, deputy.AccountId);
        PeterIsAway(scene);
    }

    /// <summary>The units and deputies of a block's staff; its coordinator's deputy is the one of the block before.</summary>
    public static void Write(DemoScene scene, GeneratedStaff block)
    {
        Coordinator(scene, block.Coordinator, block.DeputyCoordinator);
        foreach (var (at, staff) in block.All.Index())
        {
            Works(scene, staff);
            var others = block.All.Where(other => other.Role == staff.Role && other != staff).ToList();
            var deputy = others.Count > 0 ? others[at % others.Count] : RiversideStaff.For(staff.Role, 0);
            StandsIn(scene, staff.AccountId, Hat.Provider, deputy.AccountId);
        }
    }

    private static void Coordinator(DemoScene scene, Guid coordinator, Guid deputy)
    {
        Joins(scene, "Care coordination", coordinator);
        StandsIn(scene, coordinator, Hat.Coordinator, deputy);
    }

    private static void Works(DemoScene scene, StaffMember staff)
    {
        // The nurse on the hospital ward does not visit homes.
        if (staff.At != Clinic.Hospital && Units.FirstOrDefault(unit => unit.Disciplines.Contains(staff.Discipline)).Name is { } unit)
            Joins(scene, unit, staff.AccountId);
    }

    private static void Joins(DemoScene scene, string unit, Guid account) =>
        scene.Rows.Add<UnitMember>(
            new
            {
                UnitId = UnitId(unit),
                Id = account,
                AccountId = account,
                Since = scene.Calendar.Moment(-400, "8:00"),
            }
        );

    private static void StandsIn(DemoScene scene, Guid account, Hat hat, Guid deputy) =>
        scene.Rows.Add<StandingDeputy>(
            new
            {
                AccountId = account,
                Hat = hat,
                DeputyAccountId = deputy,
                ChosenBy = account,
                ChosenAt = scene.Calendar.Moment(-390, "9:00"),
            }
        );

    private static void PeterIsAway(DemoScene scene)
    {
        var first = DemoCalendar.OpenFrom(scene.Calendar.Day(30), 1);
        var peter = RiversideStaff.Peter.AccountId;
        scene.Rows.Add<Absence>(
            new
            {
                Id = DemoId.Of("Peter is away"),
                AccountId = peter,
                Hat = Hat.Provider,
                DeputyAccountId = RiversideStaff.Grace.AccountId,
                Since = DemoCalendar.At(first, new(0, 0)),
                Until = DemoCalendar.At(first.AddDays(7), new(0, 0)),
                Note = "Family vacation. Lab results that cannot wait are flagged by the front desk.",
                PlannedBy = peter,
                PlannedAt = scene.Calendar.Moment(-3, "10:00"),
            }
        );
    }

    /// <summary>The id of a unit.</summary>
    public static Guid UnitId(string name) => DemoId.Of("unit " + name);
}
