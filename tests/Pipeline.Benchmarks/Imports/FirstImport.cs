using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Pipeline.Benchmarks.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Flows;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>
/// P2: first import of a price file of 200,000 rows: entities written for each article, and the time an entity takes against
/// that of catalogue rows in transactions of 100, written to the same emulator by nobody else; then the same file again, which
/// must write no row.
/// </summary>
/// <remarks>
/// Two emulators of the same kind, one for each side, of which one at a time has work: side by side in one emulator the
/// two data sets are more than it can save.
/// </remarks>
internal static class FirstImport
{
    private const int DefaultRows = 200_000;
    private const int ModelRows = 2_000;
    private const double Target = 1.15;
    private const double EntitiesTarget = 1.05;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Rows of the file.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRows;
        using FeedFiles files = new();
        _ = files.WritePair(rows, clean: false, utf8: false);
        IReadOnlyList<TableEntity> models = await ModelsAsync();
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        using ImportRig rig = new(azurite);
        await using AzuriteServer other = await AzuriteServer.StartAsync(CancellationToken.None);
        using EmulatorCeiling ceiling = new(other, models, rows, rig.Options.Writers);
        await ceiling.CreateAsync();

        FeedImportRequest request = await rig.LandAsync(files.Previous, DateTimeOffset.UtcNow.AddHours(-2));
        (Execution first, WriteTime import, WriteTime best) = await TakeTurnsAsync(rig, azurite, request, ceiling);
        Console.WriteLine($"P2 ceiling: {best}");
        Console.WriteLine($"P2 import: {import}");
        Console.WriteLine($"P2 {first.Status}, {first.Counts}, {rig.Writes.Requests} transactions");
        bool same = await ImportAgainAsync(rig, files.Previous, first);
        double entities = (double)import.Entities / first.Counts.Created;
        double ratio = import.PerEntity(t => t.Clock) / best.PerEntity(t => t.Clock);
        double emulator = import.PerEntity(t => t.Emulator) / best.PerEntity(t => t.Emulator);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P2 ratio {ratio:F2} on the clock, target {Target:F2}: {(ratio <= Target ? "reached" : "MISSED")}; {emulator:F2} in the emulator's processor time"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P2 {entities:F3} entities an article, target {EntitiesTarget:F2}: {(entities <= EntitiesTarget ? "reached" : "MISSED")}"));
        return ratio <= Target && entities <= EntitiesTarget && same ? 0 : 1;
    }

    // Import and ceiling write in turns of a few seconds, so that a drift of the machine falls on both alike.
    private static async Task<(Execution Execution, WriteTime Import, WriteTime Ceiling)> TakeTurnsAsync(
        ImportRig rig, AzuriteServer azurite, FeedImportRequest request, EmulatorCeiling ceiling)
    {
        WriteTime import = default;
        WriteTime best = default;
        WriteTime start = WriteTime.Now(azurite, rig.Writes.Entities);
        Task<Execution> running = rig.ImportAsync(request);
        while (await Task.WhenAny(running, Task.Delay(Turn)) != running)
        {
            if (rig.Writes.Entities == 0)
            {
                // It still reads: that time is the import's alone.
                continue;
            }

            await rig.Turns.CloseAsync();
            import += WriteTime.Now(azurite, rig.Writes.Entities) - start;
            best += await ceiling.WriteAsync(Turn);
            start = WriteTime.Now(azurite, rig.Writes.Entities);
            rig.Turns.Open();
        }

        import += WriteTime.Now(azurite, rig.Writes.Entities) - start;
        return (await running, import, best);
    }

    // The same bytes under a later time, as a distributor does that writes its file anew every night.
    private static async Task<bool> ImportAgainAsync(ImportRig rig, string file, Execution first)
    {
        long entities = rig.Writes.Entities;
        FeedImportRequest request = await rig.LandAsync(file, DateTimeOffset.UtcNow.AddHours(-1));
        long start = Stopwatch.GetTimestamp();
        Execution again = await rig.ImportAsync(request);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        long written = rig.Writes.Entities - entities;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P2 same file again: {again.Status} in {time.TotalSeconds:F2} s, {again.Counts}, {written} row writes"));
        return written == 0 && first.Status is ExecutionStatus.Succeeded or ExecutionStatus.Partial;
    }

    // A small import on an emulator of its own gives rows to copy, and a warm process.
    private static async Task<IReadOnlyList<TableEntity>> ModelsAsync()
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        using ImportRig rig = new(azurite);
        using FeedFiles files = new();
        _ = files.WritePair(ModelRows, clean: false, utf8: false);
        _ = await rig.ImportAsync(await rig.LandAsync(files.Previous, DateTimeOffset.UtcNow.AddHours(-1)));
        return await new TableServiceClient(azurite.ConnectionString).GetTableClient("Catalog").QueryAsync<TableEntity>().ToListAsync();
    }
}
