using Pipeline.Core.Messages;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Reads and changes parts of a record.</summary>
internal static class OrderRecordEdits
{
    extension(OrderRecord record)
    {
        /// <summary>A purchase order, or null.</summary>
        public PurchaseOrder? Purchase(PurchaseOrderNumber number) =>
            record.Order.PurchaseOrders.FirstOrDefault(order => order.Number == number);

        /// <summary>What was done to place a purchase order; nothing yet when there is no entry.</summary>
        public PurchaseAttempt Attempt(PurchaseOrderNumber number) =>
            record.Attempts.FirstOrDefault(attempt => attempt.Number == number) ?? new PurchaseAttempt { Number = number };

        /// <summary>The record with a changed purchase order.</summary>
        public OrderRecord With(PurchaseOrder changed) => record with
        {
            Order = record.Order with
            {
                PurchaseOrders = [.. record.Order.PurchaseOrders.Select(order => order.Number == changed.Number ? changed : order)],
            },
        };

        /// <summary>The record with a new or changed attempt.</summary>
        public OrderRecord With(PurchaseAttempt changed) => record with
        {
            Attempts = record.Attempts.Any(attempt => attempt.Number == changed.Number)
                ? [.. record.Attempts.Select(attempt => attempt.Number == changed.Number ? changed : attempt)]
                : [.. record.Attempts, changed],
        };

        /// <summary>Lines of which pieces are missing: no purchase order has taken them, or those that did were refused, cancelled or given up.</summary>
        public IEnumerable<LineNumber> OpenLines() => record.Order.Lines
            .Where(line => record.Order.MissingOf(line) > 0).Select(line => line.LineNumber);
    }

    extension(OrderState state)
    {
        /// <summary>The state as answers spell it.</summary>
        public string Spell() => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
    }

    extension(PurchaseAttempt attempt)
    {
        /// <summary>Whether something may be done about it now.</summary>
        public bool IsReady(DateTimeOffset now) => attempt.NotBefore is not { } time || time <= now;

        /// <summary>The attempt after a failure: a longer pause each time.</summary>
        public PurchaseAttempt BackOff(DateTimeOffset now, OrderLimits limits)
        {
            TimeSpan pause = limits.NextPause(attempt.Pause);
            return attempt with { Pause = pause, NotBefore = now + pause };
        }

        /// <summary>The attempt after a success: no pause.</summary>
        public PurchaseAttempt GoOn() => attempt with { Pause = null, NotBefore = null };
    }

    extension(OrderChange change)
    {
        /// <summary>Makes the order wait for a person, with one entry in the timeline.</summary>
        public void Block(IReadOnlyList<Issue> obstacles)
        {
            change.Record = change.Record with { Order = change.Record.Order with { Obstacles = obstacles } };
            change.Note(OrderSteps.Blocked, change.Record.Order.BlockedReason!, null, obstacles[0].Code);
        }
    }
}
