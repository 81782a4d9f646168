using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

internal sealed class NumbersInMemory(Cuts cuts) : IOrderNumberStore
{
    public Dictionary<string, string> Orders { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Task<string?> FindAsync(string distributor, string number, CancellationToken cancellationToken) =>
        cuts.AroundAsync(() => Task.FromResult(Orders.GetValueOrDefault($"{distributor}/{number}")));

    public Task<IReadOnlyList<string>> ClaimAsync(
        string distributor, IReadOnlyCollection<string> numbers, string orderId, CancellationToken cancellationToken) =>
        cuts.AroundAsync(() =>
        {
            List<string> taken = [];
            foreach (string number in numbers)
            {
                if (!Orders.TryAdd($"{distributor}/{number}", orderId) && Orders[$"{distributor}/{number}"] != orderId)
                {
                    taken.Add(number);
                }
            }

            return Task.FromResult<IReadOnlyList<string>>(taken);
        });
}
