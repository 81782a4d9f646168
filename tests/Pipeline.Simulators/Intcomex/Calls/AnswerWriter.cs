using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>Writes an answer, rows one by one, in the form that the call's faults ask for.</summary>
internal sealed class AnswerWriter(int seed)
{
    private const int RowsOfFlush = 200;

    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    public async Task WriteAsync(HttpContext context, IwsAnswer answer, CallFaults faults, DateTimeOffset now)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-cache";
        if (answer.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (answer.FileName is { } name)
        {
            response.Headers.ContentDisposition = $"attachment; filename={name}";
        }

        bool isBroken = faults.Has(IwsFault.StreamBroken);
        bool isCut = isBroken || faults.Has(IwsFault.CutInTheMiddle);
        if (answer.Rows is { } rows)
        {
            response.ContentType = answer.ContentType;
            await WriteRowsAsync(response, rows.Take(isCut ? answer.CountRows() / 2 : int.MaxValue), isCut, faults, context.RequestAborted);
        }
        else if ((answer.Text ?? Text(answer.Value, faults)) is { } text)
        {
            byte[] body = Encoding.UTF8.GetBytes(text);
            int sent = isCut ? body.Length / 2 : body.Length;
            response.ContentType = answer.ContentType;
            response.ContentLength = isBroken ? body.Length : sent;
            await response.Body.WriteAsync(body.AsMemory(0, sent), context.RequestAborted);
        }
        else
        {
            response.ContentLength = 0;
        }

        if (isBroken)
        {
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }

    private async Task WriteRowsAsync(
        HttpResponse response, IEnumerable<JsonNode> rows, bool isCut, CallFaults faults, CancellationToken cancellationToken)
    {
        await using Utf8JsonWriter writer = new(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartArray();
        int written = 0;
        foreach (JsonNode row in rows)
        {
            Vary(row, faults);
            row.WriteTo(writer);
            if (++written % RowsOfFlush == 0)
            {
                writer.Flush();
                _ = await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }

        if (!isCut)
        {
            writer.WriteEndArray();
        }

        writer.Flush();
        _ = await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private string? Text(JsonNode? value, CallFaults faults)
    {
        if (value is not null)
        {
            Vary(value, faults);
        }

        return value?.ToJsonString();
    }

    private void Vary(JsonNode? node, CallFaults faults)
    {
        bool isShuffled = faults.Has(IwsFault.ShuffledMembers);
        bool hasUnknown = faults.Has(IwsFault.UnknownMembers);
        if (isShuffled || hasUnknown)
        {
            Vary(node, isShuffled, hasUnknown);
        }
    }

    private void Vary(JsonNode? node, bool isShuffled, bool hasUnknown)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? element in array)
            {
                Vary(element, isShuffled, hasUnknown);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (JsonNode? member in members.Select(member => member.Value).ToList())
            {
                Vary(member, isShuffled, hasUnknown);
            }

            if (hasUnknown)
            {
                members["NobodyKnows"] = new JsonObject { ["Why"] = new JsonArray(1, null, "x") };
            }

            if (isShuffled)
            {
                Shuffle(members);
            }
        }
    }

    private void Shuffle(JsonObject members)
    {
        KeyValuePair<string, JsonNode?>[] shuffled = [.. members];
        lock (gate)
        {
            random.Shuffle(shuffled);
        }

        members.Clear();
        foreach ((string name, JsonNode? value) in shuffled)
        {
            members[name] = value;
        }
    }
}
