namespace Pipeline.Core.Orders.Prices;

/// <summary>Keeps when distributors were asked for live prices where nobody orders, for all instances of the app.</summary>
public interface IEnquiryStore
{
    /// <summary>When a distributor was asked; once for each article, the oldest first.</summary>
    Task<StoredEnquiries> FindEnquiriesAsync(string distributor, CancellationToken cancellationToken);

    /// <summary>Replaces what is known of a distributor, if nobody has since it was read.</summary>
    /// <returns>False when somebody else was faster: nothing was changed.</returns>
    Task<bool> TryReplaceEnquiriesAsync(
        string distributor, StoredEnquiries before, IReadOnlyList<DateTimeOffset> after, CancellationToken cancellationToken);
}

/// <summary>When a distributor was asked, and the version that was read.</summary>
/// <param name="Times">UTC, the oldest first.</param>
/// <param name="Version">Opaque; null when there is none yet.</param>
public sealed record StoredEnquiries(IReadOnlyList<DateTimeOffset> Times, string? Version);
