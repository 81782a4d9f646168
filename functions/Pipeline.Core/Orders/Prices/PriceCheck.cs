using Pipeline.Core.Messages;
using System.Globalization;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Asks for live prices and stock before anything is ordered, and orders at those prices.</summary>
/// <remarks>No side effect at the distributor: may be repeated and cut at any point.</remarks>
public sealed class PriceCheck(
    OrderUpdater updates, IDistributorServiceDirectory services, PromisedUnits promised, OrderLimits limits, TimeProvider clock)
{
    /// <summary>
    /// Sets the prices of the planned purchase orders; blocks the order when something stands against them that no person has
    /// accepted; asks again later when a service is not available.
    /// </summary>
    public Task CheckAsync(string orderId, CancellationToken cancellationToken) =>
        updates.DoAsync(orderId, stored => CheckAsync(stored, cancellationToken), cancellationToken);

    /// <summary>The same for an order that was read a moment ago.</summary>
    /// <returns>The order after it.</returns>
    internal async Task<StoredOrder?> CheckAsync(StoredOrder stored, CancellationToken cancellationToken)
    {
        if (OrderDecisions.Next(stored.Record, clock.GetUtcNow(), limits).Step != NextStep.AskPrices)
        {
            return stored;
        }

        Dictionary<PurchaseOrderNumber, PriceAnswers> answers = [];
        foreach (PurchaseOrder purchase in Planned(stored.Record))
        {
            DistributorReach reach = DistributorReach.To(services, purchase.Distributor, stored.Record.IsTest);
            answers[purchase.Number] = reach.Services is { } distributor
                ? await distributor.GetPriceAndAvailabilityAsync(
                    [.. purchase.Lines.Select(line => new PriceQuery(ArticleKey.OfSku(line.Sku.AsCompared), line.Quantity))], cancellationToken)
                : new PriceAnswers([], new CallIssue(reach.Problem!, null));
        }

        Dictionary<(PurchaseOrderNumber, LineNumber), int> ahead = await PromisedAheadAsync(stored.Record, answers, cancellationToken);
        return await updates.UpdateAsync(stored, change => Store(change, answers, ahead), cancellationToken);
    }

    /// <summary>What other orders were promised before this one, of each article that was asked for.</summary>
    private async Task<Dictionary<(PurchaseOrderNumber Number, LineNumber Line), int>> PromisedAheadAsync(
        OrderRecord record, Dictionary<PurchaseOrderNumber, PriceAnswers> answers, CancellationToken cancellationToken)
    {
        Dictionary<(PurchaseOrderNumber, LineNumber), int> ahead = [];
        foreach (PurchaseOrder purchase in Planned(record).Where(purchase => answers[purchase.Number].Problem is null))
        {
            foreach ((PurchaseOrderLine line, PriceAnswer answer) in purchase.Lines.Zip(answers[purchase.Number].Items))
            {
                ahead[(purchase.Number, line.LineNumber)] = await promised.AheadAsync(record, purchase, line, answer, cancellationToken);
            }
        }

        return ahead;
    }

    private static List<PurchaseOrder> Planned(OrderRecord record) =>
        [.. record.Order.PurchaseOrders.Where(order => order.Phase == PurchasePhase.Planned)];

    private void Store(
        OrderChange change, Dictionary<PurchaseOrderNumber, PriceAnswers> answers, Dictionary<(PurchaseOrderNumber Number, LineNumber Line), int> ahead)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<PurchaseOrder> planned = Planned(change.Record);
        if (OrderDecisions.Next(change.Record, now, limits).Step != NextStep.AskPrices
            || !planned.TrueForAll(purchase => answers.ContainsKey(purchase.Number)))
        {
            return;
        }

        planned.ForEach(purchase => Note(change, purchase, answers[purchase.Number]));
        List<PurchaseOrder> failed = [.. planned.Where(purchase => answers[purchase.Number].Problem is not null)];
        if (failed.Count > 0)
        {
            Fail(change, failed, answers, now);
            return;
        }

        List<Issue> obstacles = [];
        foreach (PurchaseOrder purchase in planned)
        {
            obstacles.AddRange(Price(change, purchase, answers[purchase.Number], ahead));
        }

        bool[] isGivenUp = [.. planned.Select(purchase => GiveUp(change, change.Record.Purchase(purchase.Number)!, answers[purchase.Number], ahead))];
        if (Array.Exists(isGivenUp, static isOne => isOne))
        {
            return;
        }

        if (obstacles.Count > 0)
        {
            change.Block(obstacles);
        }
        else
        {
            change.Record = change.Record with { ArePricesChecked = true };
        }
    }

    private void Fail(
        OrderChange change, List<PurchaseOrder> failed, Dictionary<PurchaseOrderNumber, PriceAnswers> answers, DateTimeOffset now)
    {
        List<Issue> obstacles = [];
        foreach (PurchaseOrder purchase in failed)
        {
            CallIssue problem = answers[purchase.Number].Problem!;
            if (problem.Issue.Severity == IssueSeverity.Retry)
            {
                change.Record = change.Record.With(change.Record.Attempt(purchase.Number).BackOff(now, limits));
            }
            else
            {
                obstacles.Add(problem.Issue with { Where = purchase.Distributor });
            }
        }

        if (obstacles.Count > 0)
        {
            change.Block(obstacles);
        }
    }

    /// <summary>Gives up a purchase order that cannot bring a line which another distributor may be asked for; nothing of it was sent.</summary>
    private static bool GiveUp(
        OrderChange change, PurchaseOrder purchase, PriceAnswers answers, Dictionary<(PurchaseOrderNumber Number, LineNumber Line), int> ahead)
    {
        List<string> codes = [];
        List<PurchaseOrderLine> lines = [];
        foreach ((PurchaseOrderLine line, PriceAnswer answer) in purchase.Lines.Zip(answers.Items))
        {
            int taken = ahead.GetValueOrDefault((purchase.Number, line.LineNumber));
            if (line.HasOthers && !change.Record.IsReleased && PriceVerdicts.WhyElsewhere(answer, taken) is { } code)
            {
                codes.Add(code);
                lines.Add(line with { GivenUp = line.Quantity });
                change.Note(
                    OrderSteps.PriceAndAvailability,
                    string.Create(CultureInfo.InvariantCulture, $"{purchase.Distributor} does not bring line {line.LineNumber} now ({Math.Max(0, answer.Available - taken)} of {line.Quantity} free); another distributor is looked for."),
                    answer.ExchangeId, code);
            }
            else
            {
                lines.Add(line);
            }
        }

        if (codes.Count > 0)
        {
            change.Record = change.Record.With(purchase with
            {
                Lines = lines,
                Phase = PurchasePhase.Cancelled,
                RefusalCode = codes.Find(static code => code != IssueCodes.StockShort) ?? IssueCodes.StockShort,
            });
        }

        return codes.Count > 0;
    }

    /// <summary>Sets the prices of a purchase order and says what stands against it.</summary>
    private static List<Issue> Price(
        OrderChange change, PurchaseOrder purchase, PriceAnswers answers, Dictionary<(PurchaseOrderNumber Number, LineNumber Line), int> ahead)
    {
        SalesOrder order = change.Record.Order;
        List<Issue> obstacles = [];
        List<PurchaseOrderLine> priced = [];
        for (int i = 0; i < purchase.Lines.Count; i++)
        {
            PurchaseOrderLine line = purchase.Lines[i];
            SalesOrderLine wanted = order.Lines.First(candidate => candidate.LineNumber == line.LineNumber);
            PriceAnswer answer = answers.Items[i];
            PurchaseOrderLine now = line with { UnitPrice = PriceVerdicts.Price(wanted, line, answer) };
            priced.Add(now);

            // Released: a person has accepted everything, but nobody can order without a price.
            obstacles.AddRange(PriceVerdicts.Against(order, wanted, purchase, answer, ahead.GetValueOrDefault((purchase.Number, line.LineNumber)))
                .Where(_ => !change.Record.IsReleased || now.UnitPrice <= 0));
        }

        string[] currencies = [.. answers.Items.Select(answer => answer.UnitPrice?.Currency).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (currencies.Length > 1)
        {
            obstacles.Add(new Issue(IssueCodes.CurrenciesMixed, null, string.Join(" and ", currencies)).With("distributor", purchase.Distributor));
        }

        // Another currency than the catalogue's is taken over only when a person has accepted it.
        bool mayName = purchase.Currency.Length == 0 || change.Record.IsReleased;
        change.Record = change.Record
            .With(purchase with { Lines = priced, Currency = mayName && currencies is [{ } currency] ? currency : purchase.Currency })
            .With(change.Record.Attempt(purchase.Number).GoOn());
        return obstacles;
    }

    private static void Note(OrderChange change, PurchaseOrder purchase, PriceAnswers answers)
    {
        foreach (IGrouping<string?, PriceAnswer> call in answers.Items
            .Where(answer => answer.Status != IssueCodes.NotAnswered).GroupBy(answer => answer.ExchangeId))
        {
            int offered = call.Count(answer => answer.IsSellable);
            decimal sum = call.Sum(answer => (answer.UnitPrice?.Amount ?? 0) * answer.Query.Quantity);
            change.Note(
                OrderSteps.PriceAndAvailability,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{purchase.Distributor} offers {offered} of {Plural.Of(call.Count(), "article")}, {sum:0.00} {call.First().UnitPrice?.Currency ?? purchase.Currency} in all."),
                call.Key);
        }

        if (answers.Problem is { } problem)
        {
            change.Note(
                OrderSteps.PriceAndAvailability, $"{purchase.Distributor} did not give prices: {problem.Issue.Cause}", problem.ExchangeId, problem.Issue.Code);
        }
    }
}
