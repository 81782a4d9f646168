using System.Security.Cryptography;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Selling;

/// <summary>Takes documents that a channel is owed.</summary>
public sealed class OrderDocumentHandler(OrderUpdater updates, IOrderStore orders, IOrderDocumentStore documents, IOrderSignalQueue signals, TimeProvider clock)
{
    /// <summary>Stores a document; it is uploaded once the tracking is told. The same bytes again change nothing.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="type">What it is, for example <c>invoice</c>.</param>
    /// <param name="fileName">Name under which the channel gets it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    /// <returns>Done for the same bytes, accepted for new ones; refused when others are with the channel, or may be.</returns>
    public async Task<CommandResult> PutAsync(
        string orderId, string type, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(orderId, cancellationToken) is not { } stored)
        {
            return new CommandResult(CommandOutcome.Unknown, null);
        }

        ReportDocument document = new(type, fileName, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        CommandResult result = Judge(stored.Record, document);
        if (result.Outcome == CommandOutcome.Accepted)
        {
            await documents.WriteAsync(orderId, document, content, cancellationToken);
            stored = await updates.UpdateAsync(
                stored,
                change =>
                {
                    result = Judge(change.Record, document);
                    if (result.Outcome == CommandOutcome.Accepted)
                    {
                        Add(change, document);
                    }
                },
                cancellationToken);
        }

        if (result.Outcome != CommandOutcome.Refused)
        {
            await signals.SendAsync(orderId, cancellationToken);
        }

        return result with { Record = stored?.Record };
    }

    private static CommandResult Judge(OrderRecord record, ReportDocument document) =>
        record.Report(ChannelDuties.DocumentKeyOf(document.Type)) switch
        {
            _ when record.Channel?.Abilities.HasFlag(OrderAbilities.Documents) is not true =>
                new CommandResult(CommandOutcome.Refused, record, new Issue(IssueCodes.ChannelCannot, null, null).With("what", "documents")),
            { Document: { } known } when known.Hash == document.Hash => new CommandResult(CommandOutcome.Done, record),
            { State: ReportState.Sending or ReportState.Done, Document: not null } =>
                new CommandResult(CommandOutcome.Refused, record, new Issue(IssueCodes.DocumentUploaded, null, document.Type)),
            _ => new CommandResult(CommandOutcome.Accepted, record),
        };

    private void Add(OrderChange change, ReportDocument document)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string key = ChannelDuties.DocumentKeyOf(document.Type);
        ChannelReport report = change.Record.Report(key) ?? new ChannelReport { Kind = ReportKind.Document, Key = key, DueAt = now, ExchangeIds = [] };
        change.Record = change.Record.With(report with { Document = document, State = ReportState.Due, Problem = null, NotBefore = null });
        change.Note(OrderSteps.Channel, $"The document {document.Type} came in.");
        if (change.Before.IsEnded)
        {
            change.Record = change.Record with { ReviewDueAt = now };
        }
    }
}
