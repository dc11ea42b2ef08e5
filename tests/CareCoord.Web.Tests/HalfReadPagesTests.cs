using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Organisations;
using CareCoord.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CareCoord.Web.Tests;

/// <summary>A page may be drawn at any moment, also between two things that it reads.</summary>
public sealed class HalfReadPagesTests(Portal portal) : IClassFixture<Portal>
{
    // More than a page has components.
    private const int OnceEach = 1000;

    public static TheoryData<string> People => new(PageVisit.All.Select(visit => visit.Email).Distinct());

    [Theory, MemberData(nameof(People))]
    public async Task Every_page_can_be_drawn_while_it_still_reads(string email)
    {
        var drawings = new Drawings();
        await using var restless = portal.WithWebHostBuilder(web =>
            web.ConfigureTestServices(services =>
                services
                    .AddScoped<IComponentActivator>(request => new RestlessDrawing(request, drawings))
                    // Elsewhere kept for five minutes: here each page waits for them.
                    .AddTransient<BusinessCalendarQueries>()
                    .AddTransient<OrganisationQueries>()
            )
        );
        var visitor = Portal.VisitorOf(restless);
        await visitor.SignInAsync(email, DemoPeople.Password);

        foreach (var visit in PageVisit.All.Where(visit => visit.Email == email))
        {
            var address = await visit.AddressAsync(portal.Database);
            var answer = await SlowlyAsync(visitor, drawings, address);
            while (answer.StatusCode == HttpStatusCode.Redirect)
                answer = await SlowlyAsync(visitor, drawings, answer.Headers.Location!.ToString());

            Assert.True(drawings.Faults.IsEmpty, $"{visit.Name}: {string.Join("; ", drawings.Faults)}");
            Assert.Equal(visit.Name == "not-found" ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
        }
    }

    // Whoever reads the opening hours is kept waiting for them until the page has been drawn once more.
    private async Task<HttpResponseMessage> SlowlyAsync(Visitor visitor, Drawings drawings, string address)
    {
        await using var other = new NpgsqlConnection(portal.Database.OwnerConnectionString);
        await other.OpenAsync();
        await using var held = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table business_hours in access exclusive mode", other))
            await hold.ExecuteNonQueryAsync();

        var answer = visitor.GetAsync(address);
        await portal.Database.SomebodyWaitsAsync(answer);
        var before = drawings.Count;
        while (!answer.IsCompleted && drawings.Count < before + OnceEach)
            await Task.Delay(10);
        await held.RollbackAsync();
        return await answer;
    }
}
