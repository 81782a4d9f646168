using Pipeline.Core.Audit;

namespace Pipeline.Ops.Pages.Audit;

/// <summary>Where the things are shown that commands are about.</summary>
internal static class AuditPlaces
{
    /// <summary>The page of a thing, or null when it has none.</summary>
    public static string? AddressOf(AuditSubject on) => on.Id == "*" ? null : on.Kind switch
    {
        "flow" => $"/ops/flows/{Uri.EscapeDataString(on.Id)}",
        "execution" => $"/ops/runs/{Uri.EscapeDataString(on.Id)}",
        "order" => $"/ops/orders/{Uri.EscapeDataString(on.Id)}",
        "message" => $"/ops/messages/{Uri.EscapeDataString(on.Id)}",
        "subscription" => $"/ops/subscriptions/{Uri.EscapeDataString(on.Id)}",
        "feed" => $"/ops/feeds/{on.Id}",
        _ => null,
    };
}
