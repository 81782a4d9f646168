using Pipeline.Benchmarks.Feeds;
using Pipeline.Benchmarks.Imports;
using Pipeline.Benchmarks.Orders;
using Pipeline.Benchmarks.Pages;
using Pipeline.Benchmarks.Pushes;
using Pipeline.Benchmarks.Starts;
using Pipeline.Benchmarks.Turns;

// One figure per name: dotnet run -c Release --project tests/Pipeline.Benchmarks -- p1
Dictionary<string, Func<string[], Task<int>>> figures = new(StringComparer.OrdinalIgnoreCase)
{
    ["p1"] = ChangeSetSpeed.RunAsync,
    ["p2"] = FirstImport.RunAsync,
    ["p3"] = static arguments => arguments switch
    {
        ["import", .. var more] => ImportMemory.RunAsync(more),
        ["lists", .. var more] => ListMemory.RunAsync(more),
        _ => ChangeSetMemory.RunAsync(arguments),
    },
    ["p4"] = static arguments => arguments switch
    {
        ["receiver", .. var more] => ReceiverCost.RunAsync(more),
        ["kill", .. var more] => KilledPushes.RunAsync(more),
        _ => OrderPushes.RunAsync(arguments),
    },
    ["p5"] = ChangedFeed.RunAsync,
    ["p6"] = ColdStart.RunAsync,
    ["p7"] = LongTurn.RunAsync,
    ["p8"] = static arguments => arguments is ["rush", .. var more] ? OrderRush.RunAsync(more) : OrderCost.RunAsync(arguments),
    ["p11"] = PageSpeed.RunAsync,
};

if (args is [var name, .. var rest] && figures.TryGetValue(name, out Func<string[], Task<int>>? figure))
{
    return await figure(rest);
}

Console.Error.WriteLine($"Name one of the figures {string.Join(", ", figures.Keys)}.");
return 2;
