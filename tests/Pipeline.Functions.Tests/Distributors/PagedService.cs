using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A REST service that answers page by page, 204 behind the last one; a page that is null breaks off.</summary>
internal sealed class PagedService : IAsyncDisposable
{
    private readonly WebApplication app = WebApplication.CreateSlimBuilder().Build();
    private readonly Dictionary<string, string?[]> answers = new(StringComparer.Ordinal);

    private PagedService()
    {
        app.Urls.Add("http://127.0.0.1:0");
        _ = app.MapGet("/{feed}", (string feed, int page) =>
        {
            Asked += page == 1 ? 1 : 0;
            return answers[feed].ElementAtOrDefault(page - 1) is { } body
                ? Results.Text(body, "application/json")
                : page <= answers[feed].Length ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.NoContent();
        });
    }

    /// <summary>How often a first page was asked for.</summary>
    public int Asked { get; private set; }

    public string Url => app.Urls.First();

    public static async Task<PagedService> StartAsync()
    {
        PagedService service = new();
        await service.app.StartAsync();
        return service;
    }

    public void Answer(string feed, params string?[] pages) => answers[feed] = pages;

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
