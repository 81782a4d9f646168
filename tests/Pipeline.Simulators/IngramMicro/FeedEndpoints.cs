namespace Pipeline.Simulators.IngramMicro;

/// <summary>Control API of the simulated feeds, JSON only, for tests and demonstrations.</summary>
internal static class FeedEndpoints
{
    /// <summary>
    /// Adds <c>POST /ingram/files/{price|stock|category}/fault?kind=partial-upload[&amp;percent=50]</c> (kind in kebab case,
    /// <c>none</c> heals), <c>POST /ingram/advance?hours=1</c>, <c>POST /ingram/step</c>, <c>POST /ingram/reset</c> and
    /// <c>GET /ingram/log</c>. An unknown name or an impossible fault answers 400 with the reason.
    /// </summary>
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder ingram = routes.MapGroup("/ingram");
        ingram.MapPost("/files/{file}/fault", SetFault);
        ingram.MapPost("/advance", (FeedFolder folder, int hours = 1) =>
        {
            if (hours is < 1 or > 10_000)
            {
                return Refused("hours must be 1 to 10,000");
            }

            folder.Advance(hours);
            return State(folder);
        });
        ingram.MapPost("/step", (FeedFolder folder) => new { moving = folder.Step() });
        ingram.MapPost("/reset", (FeedFolder folder) =>
        {
            folder.Reset();
            return State(folder);
        });
        ingram.MapGet("/log", (FeedFolder folder) => new { items = folder.Log });
    }

    private static IResult SetFault(FeedFolder folder, string file, string kind, int? percent)
    {
        if (!TryName(file, out FeedKind feed))
        {
            return Refused($"'{file}' is none of {Names<FeedKind>()}");
        }

        if (!TryName(kind, out FileFault fault))
        {
            return Refused($"'{kind}' is none of {Names<FileFault>()}");
        }

        if (percent is < 0 or > 100)
        {
            return Refused("percent must be 0 to 100");
        }

        try
        {
            folder.SetFault(feed, fault, percent);
            return State(folder);
        }
        catch (ArgumentException impossible)
        {
            return Refused(impossible.Message);
        }
    }

    private static IResult State(FeedFolder folder) => Results.Ok(new { now = folder.Now });

    private static IResult Refused(string reason) => Results.Problem(reason, statusCode: StatusCodes.Status400BadRequest);

    private static bool TryName<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (T candidate in Enum.GetValues<T>())
        {
            if (Kebab(candidate) == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Kebab));

    private static string Kebab<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
