using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>
/// P3, comparing: growth of the working set while a price file of 1 GB is compared with another one of 1 GB and all changes are read.
/// </summary>
/// <remarks>
/// The files are written by a process of their own, so that nothing of the generator is in the memory that is measured.
/// <c>--shuffled</c>: the new file holds the rows in another order; <c>--first</c>: there is no previous file.
/// </remarks>
internal static class ChangeSetMemory
{
    private const int RowsPerGigabyte = 4_450_000;
    private const double TargetMegabytes = 128;

    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (args is ["write", var folder, ..])
        {
            using FeedFiles written = new(folder);
            written.WritePair(args.Contains("--small") ? RowsPerGigabyte / 20 : RowsPerGigabyte, clean: false, utf8: false);
            return 0;
        }

        using FeedFiles files = new();
        await RunSelfAsync(["p3", "write", files.Folder, .. args]);
        if (args.Contains("--shuffled"))
        {
            Shuffle(files.Current);
        }

        FeedProfile profile = FeedProfileCatalog.Load("nl-price", null);
        FeedReader reader = new(TimeProvider.System);
        FeedComparison comparison = files.Comparison(profile, files.Current);
        if (!args.Contains("--first"))
        {
            await using IFeedChangeSet first = await reader.CompareAsync(files.Comparison(profile, files.Previous), null, CancellationToken.None);
            comparison = comparison with
            {
                PreviousFile = files.Previous, PreviousProfile = profile, PreviousStatistics = first.Statistics,
            };
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        WorkingSet memory = WorkingSet.OfSelf();
        long start = Stopwatch.GetTimestamp();
        await using IFeedChangeSet changes = await reader.CompareAsync(comparison, null, CancellationToken.None);
        long read = Enumerable.Range(0, Buckets.Count).Sum(bucket => changes.Read(bucket).LongCount());
        double growth = memory.Growth;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P3 file {new FileInfo(files.Current).Length / 1e6:F0} MB, {changes.Counts.Read} rows, {read} changes, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P3 working set {memory.Before:F0} MB before, grew by {growth:F0} MB, target {TargetMegabytes:F0}: {(growth <= TargetMegabytes ? "reached" : "MISSED")}"));
        return growth <= TargetMegabytes ? 0 : 1;
    }

    private static async Task RunSelfAsync(string[] arguments)
    {
        using Process process = Process.Start(Environment.ProcessPath!, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The files could not be written: exit code {process.ExitCode}.");
        }
    }

    /// <summary>Cuts the file into a hundred parts and writes their rows in turns.</summary>
    private static void Shuffle(string path)
    {
        const int Parts = 100;
        string shuffled = path + ".shuffled";
        long size = new FileInfo(path).Length / Parts;
        List<StreamReader> readers = [];
        using (StreamWriter writer = new(shuffled, append: false, Encoding.Latin1) { NewLine = "\r\n" })
        {
            for (int i = 0; i < Parts; i++)
            {
                FileStream file = File.OpenRead(path);
                file.Position = i * size;
                StreamReader reader = new(file, Encoding.Latin1);
                string? cut = reader.ReadLine();
                writer.Write(i == 0 ? cut + "\r\n" : string.Empty);
                readers.Add(reader);
            }

            for (long rows = RowsPerGigabyte / Parts; rows > 0; rows--)
            {
                readers.ForEach(reader => writer.WriteLine(reader.ReadLine()));
            }
        }

        readers.ForEach(reader => reader.Dispose());
        File.Move(shuffled, path, overwrite: true);
    }
}
