using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>
/// Brings to light a fault that passes (busy, time-out) inside the 202 answer of a transaction, so that it is retried
/// like one outside. The transaction took no effect then: it is all or nothing.
/// </summary>
internal sealed class TransactionFaultPolicy : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.HasResponse
            && message.Response.Status == 202
            && TransactionAnswer.ReadFirst(message.Response) is { Status: 408 or 429 or 500 or 502 or 503 or 504 } fault)
        {
            Response whole = message.Response;
            message.Response = fault;
            whole.Dispose();
        }
    }
}
