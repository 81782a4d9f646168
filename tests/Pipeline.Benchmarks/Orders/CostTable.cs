using System.Globalization;

namespace Pipeline.Benchmarks.Orders;

/// <summary>The operations of an order as a Markdown table, a column for each step.</summary>
/// <param name="steps">What was done in each step, for all orders together.</param>
/// <param name="idle">What an idle system does.</param>
/// <param name="orders">Orders.</param>
internal sealed class CostTable(StorageCount[] steps, StorageCount idle, int orders)
{
    private readonly TimeSpan time = steps.Aggregate(TimeSpan.Zero, static (sum, step) => sum + step.Time);

    /// <summary>Prints it, and beside it what goes on without any order.</summary>
    /// <param name="byResource">A line for each table, queue or container.</param>
    /// <returns>Operations of an order.</returns>
    public double Print(bool byResource)
    {
        Console.WriteLine($"| Whose | Operation | {string.Join(" | ", OrderSteps.Names)} | order | entities | USD for 1,000 orders |");
        Console.WriteLine($"| --- | --- |{string.Concat(Enumerable.Repeat(" ---: |", OrderSteps.Names.Count + 3))}");
        double total = 0;
        decimal price = 0;
        foreach (IGrouping<string, StorageOperation> group in steps.SelectMany(static step => step.Operations)
            .Where(static operation => !operation.IsUpkeep)
            .GroupBy(operation => NameOf(operation, byResource)).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            double[] each = [.. steps.Select(step => Of(step, operation => !operation.IsUpkeep && NameOf(operation, byResource) == group.Key))];
            double perOrder = each.Sum();
            decimal cost = (decimal)perOrder * StoragePrices.Of(group.First().Service, group.First().Kind) / 10;
            string line = string.Create(
                CultureInfo.InvariantCulture, $"| {group.Key} | {string.Join(" | ", each.Select(Text))} | {Text(perOrder)} | {Text((double)group.Sum(static operation => operation.Entities) / orders)} | {cost:F5} |");
            Console.WriteLine(line);
            (total, price) = (total + perOrder, price + cost);
        }

        double[] sums = [.. steps.Select(step => Of(step, static operation => !operation.IsUpkeep))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all | | {string.Join(" | ", sums.Select(Text))} | {Text(total)} | | {price:F5} |"));
        PrintUpkeep();
        return total;
    }

    private static string NameOf(StorageOperation operation, bool byResource) => byResource
        ? $"{operation.Owner}, {operation.Resource} | {operation.Kind}"
        : $"{operation.Owner} | {operation.Kind}";

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>For one order, without what an idle system does in the time.</summary>
    private double Of(StorageCount step, Func<StorageOperation, bool> fits) =>
        (step.Operations.Count(fits) - (idle.Operations.Count(fits) * (step.Time / idle.Time))) / orders;

    private void PrintUpkeep()
    {
        Dictionary<string, int> atRest = Upkeep(idle.Operations);
        Dictionary<string, int> atWork = Upkeep(steps.SelectMany(static step => step.Operations));
        foreach (string name in atRest.Keys.Union(atWork.Keys).Order(StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"upkeep: {name}: {atRest.GetValueOrDefault(name) / idle.Time.TotalMinutes:F0} a minute idle, {atWork.GetValueOrDefault(name) / time.TotalMinutes:F0} while orders run"));
        }
    }

    private static Dictionary<string, int> Upkeep(IEnumerable<StorageOperation> operations) => operations
        .Where(static operation => operation.IsUpkeep)
        .CountBy(static operation => $"{operation.Owner}, {operation.Kind}")
        .ToDictionary(StringComparer.Ordinal);
}
