using CareCoord.CareTasks;
using CareCoord.Transitions;

namespace CareCoord.Ops.Demo;

/// <summary>What Carla has others do while Walter comes home from the hospital.</summary>
internal static class WalterTasks
{
    public static void Write(DemoRecord walter)
    {
        // The contact, the follow-up visit, and the medicines.
        walter.Discharge(
            new(
                $"{Clinic.Hospital.Name}, 4th floor",
                Complexity.Moderate,
                2,
                "12:15",
                "13:45",
                [
                    TaskTurn.Starts(1, "10:10"),
                    TaskTurn.Notes(1, "10:14", "No answer before noon. His neighbor says he naps; try again in the afternoon."),
                ],
                [TaskTurn.Starts(2, "14:30"), TaskTurn.Waits(2, "14:35", "The visit with Dr. Okafor, which is booked")],
                [
                    TaskTurn.Reassigns(
                        2,
                        "14:05",
                        RiversideStaff.Yusuf,
                        "You have the call with him. Two lists name his blood pressure tablet, one does not."
                    ),
                    TaskTurn.Accepts(2, "15:20"),
                    TaskTurn.Starts(1, "9:05"),
                    TaskTurn.Ticks(1, "9:25", 0),
                    TaskTurn.Ticks(1, "11:40", 1),
                ]
            )
        );
        walter.Task(
            new(
                "Look for what could make Walter fall at home",
                "He lives alone, and the bathroom is up a flight of stairs.",
                RiversideStaff.Lena,
                2,
                "14:10"
            )
            {
                Activity = "home-check",
                DueInBusinessDays = 5,
                Steps = ["Rugs and cables", "Bathroom and toilet", "Stairs and light at night"],
                Then = [TaskTurn.Accepts(2, "16:30")],
            }
        );
        walter.Task(
            new(
                "Say whether Walter starts his blood pressure tablet again",
                "It was paused before the surgery, and nobody has said when it comes back.",
                RiversideStaff.Grace,
                1,
                "11:30"
            )
            {
                About = TaskAbout.Medicine,
                Priority = Priority.Urgent,
                Due = (1, "15:00"),
                ByRole = true,
            }
        );
        walter.Task(
            new(
                "Send the report of the surgery to the Movement Center",
                "Kwame Mensah needs to know which movements to leave out.",
                RiversideStaff.Hannah,
                2,
                "14:20"
            )
            {
                About = TaskAbout.Document,
                Due = (2, "12:00"),
                Then =
                [
                    TaskTurn.Declines(
                        1,
                        "8:50",
                        "My office only has the dictation. The signed report is with the records desk of the ward."
                    ),
                ],
            }
        );
        walter.Task(
            new(
                "Order a raised toilet seat and a shower stool",
                "So that Walter need not bend his hip beyond a right angle.",
                RiversideStaff.Lena,
                6,
                "10:15"
            )
            {
                Due = (-1, "16:00"),
                Then =
                [
                    TaskTurn.Accepts(5, "8:20"),
                    TaskTurn.HandsOver(
                        1,
                        "9:40",
                        RiversideStaff.Kwame,
                        "You know which height he needs. The shop takes the order by phone."
                    ),
                ],
            }
        );
        walter.Task(
            new("Show Walter the exercises for the second week by video", "He cannot come in twice this week.", null, 0, "8:30")
            {
                Unit = RiversideClinic.UnitId("Physical therapy"),
                Due = (3, "16:00"),
            }
        );
        walter.Task(
            new("Find out who drives Walter to his first visit", "He may not drive for six weeks.", null, 1, "10:30")
            {
                About = TaskAbout.Appointment,
            }
        );
        walter.Task(
            new("Book the first visit after the hospital", "Everybody who had surgery is seen within 14 days.", null, 7, "9:20")
            {
                About = TaskAbout.Appointment,
                DueInBusinessDays = 3,
                Then = [TaskTurn.Completes(7, "11:25", "Booked with Dr. Okafor. Walter has it in writing.")],
            }
        );
        walter.Task(
            new(
                "Fit Walter's crutches and practice the stairs with him",
                "He goes home to a house with stairs.",
                RiversideStaff.Kwame,
                6,
                "9:30"
            )
            {
                Priority = Priority.Asap,
                Due = (-3, "12:00"),
                Steps = ["Crutches at the right height", "Three steps up and down"],
                Then =
                [
                    TaskTurn.Accepts(6, "10:05"),
                    TaskTurn.Starts(5, "13:00"),
                    TaskTurn.Ticks(5, "13:25", 0),
                    TaskTurn.Ticks(4, "10:40", 1),
                    TaskTurn.Completes(4, "10:45", "Safe on stairs with one crutch and the rail."),
                ],
            }
        );
    }
}
