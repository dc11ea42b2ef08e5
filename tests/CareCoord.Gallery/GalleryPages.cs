using CareCoord.Gallery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(GalleryPages))]

namespace CareCoord.Gallery;

/// <summary>Adds two pages to a portal that was started for tests: what is only HTML, and what lives in an island.</summary>
public sealed class GalleryPages : IHostingStartup, IStartupFilter
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    // Behind all that the portal itself does with a request: its policy, its sign-in and its log.
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            app.Use(
                (http, after) =>
                    http.Request.Path.Value switch
                    {
                        "/gallery/static" => new RazorComponentResult<StaticGallery>().ExecuteAsync(http),
                        "/gallery/island" => new RazorComponentResult<IslandGallery>().ExecuteAsync(http),
                        _ => after(http),
                    }
            );
        };
}
