using CareCoord.Absences;
using CareCoord.AccessHistory;
using CareCoord.Accounts;
using CareCoord.Appointments;
using CareCoord.BreakTheGlass;
using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Consents;
using CareCoord.Data;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Providers;
using CareCoord.SavedViews;
using CareCoord.Today;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using CareCoord.WalletCards;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord;

/// <summary>Everything that the product knows and may do.</summary>
public static class CoreFeatures
{
    /// <summary>Adds all features, on a database reached as the restricted role; the audit names the node, or this machine.</summary>
    public static IServiceCollection AddCareCoordCore(this IServiceCollection services, string connectionString, string actorKey, string? node = null) => services
        .AddDatabase(connectionString, actorKey, node)
        .AddAccounts()
        .AddOrganisations()
        .AddAbsences()
        .AddProviders()
        .AddConsents()
        .AddAccessHistory()
        .AddCareTeams()
        .AddBreakTheGlass()
        .AddCaseloads()
        .AddToday()
        .AddTreatmentPlans()
        .AddAppointments()
        .AddNotifications()
        .AddCareTasks()
        .AddSavedViews()
        .AddTransitions()
        .AddLegalDocuments()
        .AddWalletCards();
}
