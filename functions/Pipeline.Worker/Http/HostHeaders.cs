using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Headers that the host adds to a call. Source: functions-custom-handler.md §1.2.</summary>
internal static class HostHeaders
{
    /// <summary>The host's id of the run; a new one for a call without host.</summary>
    public static string InvocationId(HttpRequest request)
    {
        string? id = request.Headers["X-Azure-Functions-InvocationId"];
        return string.IsNullOrEmpty(id) ? Guid.CreateVersion7().ToString() : id;
    }
}
