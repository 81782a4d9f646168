using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Tests.Orders;
using Pipeline.Partners.Feeds;
using Pipeline.Storage.Errors;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Flows;
using Pipeline.Storage.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Pages;

/// <summary>What months of work leave in storage: executions with their findings, orders with invoices, errors.</summary>
/// <param name="Run">An execution that is partly done.</param>
/// <param name="Order">An order with a despatch and an invoice.</param>
/// <param name="Number">Its purchase order number.</param>
/// <param name="Invoice">Its invoice.</param>
/// <param name="Error">A group of errors.</param>
internal sealed record StoredWork(string Run, string Order, string Number, string Invoice, string Error)
{
    private const string Distributor = "ingram-micro";
    private const int Writers = 8;
    private const int FindingsEach = 10;
    private const int Groups = 20;
    private static readonly string[] Flows = ["ingram.price", "ingram.stock", "ingram.category"];

    /// <summary>Stores it through the stores of the product.</summary>
    /// <param name="azurite">Where.</param>
    /// <param name="executions">How many executions, over the last ninety days, each with ten findings.</param>
    /// <param name="orders">How many orders, of which one in fifty waits for a person.</param>
    public static async Task<StoredWork> WriteAsync(AzuriteServer azurite, int executions, int orders)
    {
        TableServiceClient tables = new(azurite.ConnectionString);
        BlobServiceClient blobs = new(azurite.ConnectionString);
        TimeProvider clock = TimeProvider.System;
        DateTimeOffset now = clock.GetUtcNow();
        string run = await WriteExecutionsAsync(tables, blobs, executions, now);
        await WriteOrdersAsync(tables, blobs, orders, now);
        using ErrorStore errors = new(tables);
        ErrorReporter reporter = new(errors, clock);
        string group = string.Empty;
        foreach (string code in IssueCatalog.All.Where(static entry => entry.Severity == IssueSeverity.Error).Take(Groups).Select(static entry => entry.Code))
        {
            ErrorFinding finding = new(Distributor, new Issue(code, null, null)) { Flow = Flows[0] };
            await reporter.ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Execution, run), now, [finding]) { Execution = run }, CancellationToken.None);
            group = finding.GroupId;
        }

        return new StoredWork(run, IdOf(1), NumberOf(1), InvoiceRecord.IdOf(Distributor, OrderSamples.Bill(NumberOf(1))), group);
    }

    private static string IdOf(int order) => string.Create(CultureInfo.InvariantCulture, $"shop-{order:D6}");

    private static string NumberOf(int order) => string.Create(CultureInfo.InvariantCulture, $"PX{order:D8}");

    private static async Task<string> WriteExecutionsAsync(TableServiceClient tables, BlobServiceClient blobs, int count, DateTimeOffset now)
    {
        using ExecutionStore store = new(tables, TimeProvider.System);
        FeedReportReader reports = new(new LandingStore(blobs));
        Issue[] findings = [.. Enumerable.Range(1, FindingsEach).Select(static row => Issue.OfRow(new RowPlace(row) { Column = "EAN" }, IssueCodes.EanInvalid, IssueSeverity.Warning, $"{row}", "Not an EAN."))];
        string last = string.Empty;
        await InParallelAsync(count, async index =>
        {
            DateTimeOffset at = now - (TimeSpan.FromDays(90) / count * (count - index));
            string id = ExecutionId.Derive(at, $"stored {index}");
            ExecutionStatus status = (index % 50) switch { 0 => ExecutionStatus.Failed, 1 => ExecutionStatus.Partial, < 5 => ExecutionStatus.NothingToDo, _ => ExecutionStatus.Succeeded };
            _ = await store.TryAddAsync(
                new Execution
                {
                    Id = id, Flow = Flows[index % Flows.Length], Status = status, Trigger = "schedule", QueuedAt = at, StartedAt = at, FinishedAt = at.AddSeconds(20),
                    Counts = new FeedCounts { Read = 1000, Updated = 20, Unchanged = 980 - FindingsEach, Failed = FindingsEach },
                    Report = await reports.SaveAsync(id, findings, CancellationToken.None),
                    FirstError = status is ExecutionStatus.Failed or ExecutionStatus.Partial ? findings[0] : null,
                },
                CancellationToken.None);
            if (status is ExecutionStatus.Partial)
            {
                last = id;
            }
        });
        return last;
    }

    private static async Task WriteOrdersAsync(TableServiceClient tables, BlobServiceClient blobs, int count, DateTimeOffset now)
    {
        using OrderStore store = new(tables, blobs, TimeProvider.System);
        using OrderNumberStore numbers = new(tables);
        using InvoiceStore invoices = new(tables, blobs, TimeProvider.System);
        await InParallelAsync(count, async index =>
        {
            DateTimeOffset at = now - (TimeSpan.FromDays(90) / count * (count - index));
            OrderRecord sample = index % 50 == 0
                ? OrderSamples.Blocked(IdOf(index))
                : OrderSamples.Order(IdOf(index), PurchasePhase.Acknowledged, OrderSamples.Despatch($"JD{index}"), OrderSamples.Bill(NumberOf(index)));
            PurchaseOrder purchase = sample.Order.PurchaseOrders[0] with { Number = PurchaseOrderNumber.Parse(NumberOf(index)), Distributor = Distributor };
            OrderRecord record = sample with
            {
                Order = sample.Order with { PurchaseOrders = [purchase] }, ReceivedAt = at, ChangedAt = at.AddMinutes(5), EventCount = 1, ReviewDueAt = now.AddYears(1),
            };
            _ = await store.TryAddAsync(record, [new OrderEvent(1, at, OrderSteps.Received, "Received from shop.")], CancellationToken.None);
            _ = await numbers.ClaimAsync(Distributor, [NumberOf(index)], IdOf(index), CancellationToken.None);
            if (index % 50 != 0)
            {
                await invoices.PutAsync(
                    new InvoiceRecord
                    {
                        Id = InvoiceRecord.IdOf(Distributor, OrderSamples.Bill(NumberOf(index))), Distributor = Distributor, OrderIds = [IdOf(index)], Differences = [], ChangedAt = at,
                        Invoice = OrderSamples.Bill(NumberOf(index)) with { Date = DateOnly.FromDateTime(at.Date), PurchaseOrderNumbers = [NumberOf(index)] },
                    },
                    CancellationToken.None);
            }
        });
    }

    private static Task InParallelAsync(int count, Func<int, Task> write) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (index, _) => await write(index));
}
