using Pipeline.Core.Orders.Prices;

namespace Pipeline.Ops.Tests.Support;

/// <summary>When distributors were asked for prices, in memory.</summary>
public sealed class MemoryEnquiries : IEnquiryStore
{
    private readonly Dictionary<string, StoredEnquiries> all = [];

    public Task<StoredEnquiries> FindEnquiriesAsync(string distributor, CancellationToken cancellationToken) =>
        Task.FromResult(all.GetValueOrDefault(distributor) ?? new StoredEnquiries([], null));

    public Task<bool> TryReplaceEnquiriesAsync(string distributor, StoredEnquiries before, IReadOnlyList<DateTimeOffset> after, CancellationToken cancellationToken)
    {
        all[distributor] = new StoredEnquiries(after, $"{after.Count}");
        return Task.FromResult(true);
    }
}
