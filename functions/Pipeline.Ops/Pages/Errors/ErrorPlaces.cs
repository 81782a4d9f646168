using Pipeline.Core.ErrorGroups;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>Where the things are shown that errors are about.</summary>
internal static class ErrorPlaces
{
    /// <summary>The page of a thing.</summary>
    public static string AddressOf(ErrorSubject subject) => subject.Kind switch
    {
        ErrorSubject.Execution => $"/ops/runs/{Uri.EscapeDataString(subject.Id)}",
        ErrorSubject.Order => $"/ops/orders/{Uri.EscapeDataString(subject.Id)}",
        ErrorSubject.Message => $"/ops/messages/{Uri.EscapeDataString(subject.Id)}",
        ErrorSubject.Invoice => $"/ops/invoices/{Uri.EscapeDataString(subject.Id)}",
        _ => $"/ops/flows/{Uri.EscapeDataString(subject.Id)}",
    };
}
