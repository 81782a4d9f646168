using System.Globalization;
using Pipeline.Core.Currencies;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Currencies;

/// <summary>Fetches the daily file of exchange rates. A file that cannot be read leaves the former rates, which go on to age.</summary>
/// <param name="address">Where the file lies, or null.</param>
/// <param name="sources">Opens it.</param>
/// <param name="store">Keeps the rates.</param>
/// <param name="executions">Records the outcome.</param>
/// <param name="options">Where files are put while they are read.</param>
/// <param name="clock">The time.</param>
public sealed class DailyRatesRunner(
    Uri? address, IFeedSourceFactory sources, ICurrencyStore store, IExecutionStore executions, FeedImportOptions options, TimeProvider clock)
    : IFlowExecutor
{
    /// <summary>Code of the flow.</summary>
    public const string Flow = "currencies.rates";

    /// <summary>The flow, which there is only when the file has an address.</summary>
    /// <param name="schedule">NCRONTAB expression, or null for working days at half past four in the afternoon, when the file is there.</param>
    public static FlowDefinition Define(string? schedule) => new()
    {
        Code = Flow, Title = "Exchange rates", Expression = schedule ?? "0 30 16 * * 1-5", TimeZone = "Europe/Paris",
    };

    /// <inheritdoc />
    public bool Runs(FlowDefinition flow) => flow.Code == Flow;

    /// <inheritdoc />
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        IFeedSource source = sources.Create(new FeedSourceOptions { Url = address!, MaxBytes = DailyRatesReader.LimitBytes });
        RemoteFile remote = await source.ProbeAsync(cancellationToken) ?? throw new FeedTransportException(
            IssueCodes.FeedFileMissing, $"There is no file at {address}.", "Check Currencies__Feed__Url.", isTransient: true, innerException: null);
        string folder = Path.Combine(options.WorkFolder, execution.Id + "-rates");
        _ = Directory.CreateDirectory(folder);
        try
        {
            DownloadedFile file = await source.DownloadAsync(remote, Path.Combine(folder, "file"), cancellationToken);
            CurrencySheet sheet;
            await using (FileStream content = File.OpenRead(file.Path))
            {
                sheet = DailyRatesReader.Read(content);
            }

            await StoreAsync(execution, sheet, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DateTimeOffset? MidnightOf(DateOnly? day) => day is { } known ? new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    private async Task StoreAsync(Execution execution, CurrencySheet sheet, CancellationToken cancellationToken)
    {
        CurrencySheet? former = await store.FindRatesAsync(cancellationToken);
        bool isNew = former is null || former.Date < sheet.Date || (former.Date == sheet.Date && !sheet.IsLike(former));
        if (isNew)
        {
            await store.PutRatesAsync(sheet, cancellationToken);
        }

        _ = await executions.UpdateAsync(
            execution.Id,
            e => e with
            {
                Status = isNew ? ExecutionStatus.Succeeded : ExecutionStatus.NothingToDo,
                FinishedAt = clock.GetUtcNow(),
                Window = new ExecutionWindow(MidnightOf(former?.Date), MidnightOf(sheet.Date)),
                Summary = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sheet.Rates.Count} rates of {sheet.Date:yyyy-MM-dd}{(isNew ? " are in force" : $"; those of {former!.Date:yyyy-MM-dd} stay")}."),
            },
            cancellationToken);
    }
}
