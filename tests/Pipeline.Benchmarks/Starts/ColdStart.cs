using System.Globalization;

namespace Pipeline.Benchmarks.Starts;

/// <summary>P6: process start to the first answered <c>/api/health</c> of the published app, beside a bare web app.</summary>
internal static class ColdStart
{
    private const int DefaultStarts = 15;
    private const double LimitMilliseconds = 500;

    /// <summary>Publishes both apps, starts each in turn, prints the spread; 1 when the median is over the limit.</summary>
    /// <param name="args">Number of starts; then, to skip publishing, the folders of the app and of the bare app.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int starts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultStarts;
        string[] folders = args.Length == 3
            ? args[1..]
            : [await Publication.MakeAsync("functions/Pipeline.Functions"), await Publication.MakeAsync("tests/Pipeline.BareWebApp")];
        StartedProcess app = new(Path.Combine(folders[0], "Pipeline.Functions"));
        StartedProcess bare = new(Path.Combine(folders[1], "Pipeline.BareWebApp"));
        List<double> ours = [];
        List<double> theirs = [];

        // One start of each comes first to fill the file cache, then they take turns.
        for (int start = -1; start < starts; start++)
        {
            double appTime = await app.MeasureAsync();
            double bareTime = await bare.MeasureAsync();
            if (start >= 0)
            {
                ours.Add(appTime);
                theirs.Add(bareTime);
            }
        }

        double median = Print("function app", ours);
        double rival = Print("bare web app", theirs);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P6: median {median:F0} ms, limit {LimitMilliseconds:F0} ms, {median / rival:F2} times the bare web app"));
        return median <= LimitMilliseconds ? 0 : 1;
    }

    private static double Print(string name, List<double> times)
    {
        times.Sort();
        double median = times[times.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {times.Count} starts, least {times[0]:F0} ms, median {median:F0} ms, most {times[^1]:F0} ms"));
        return median;
    }
}
