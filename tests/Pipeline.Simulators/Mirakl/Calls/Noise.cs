using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>
/// What a later version of the platform may do to an answer: unknown members and codes, another order, absent members. Comes by
/// chance from a seed.
/// </summary>
internal sealed class Noise
{
    // Lists of codes that may grow; a state that nobody knows would change the story.
    private static readonly Dictionary<string, Func<JsonNode>> NewCodes = new()
    {
        ["inactivity_reasons"] = () => "SOMETHING_NEW",
        ["reasons"] = () => new JsonObject { ["code"] = "NEW-1", ["label"] = "Nouveau", ["type"] = "SOMETHING_NEW", ["is_shop_right"] = true },
        ["additional_fields"] = () => new JsonObject
        {
            ["code"] = "something-new",
            ["entity"] = "SOMETHING_NEW",
            ["label"] = "Nouveau",
            ["type"] = "SOMETHING_NEW",
            ["required"] = false,
            ["editable"] = false,
        },
    };

    // Required by the description, and null in life.
    private static readonly HashSet<string> KeptNulls = ["reason_status", "shop_reply_needed_since", "billing_address", "shipping_address"];

    private readonly Random? random;

    /// <summary>Noise of a seed; null: only what faults ask for.</summary>
    public Noise(int? seed) => random = seed is { } given ? new Random(given) : null;

    /// <summary>Changes a body, each kind where it is asked for or where chance wants it.</summary>
    public void Vary(JsonNode? body, Func<Faults.MiraklFault, bool> asked)
    {
        Kinds kinds = new(
            asked(Faults.MiraklFault.UnknownMembers) || IsChosen(),
            asked(Faults.MiraklFault.UnknownValues) || IsChosen(),
            asked(Faults.MiraklFault.ShuffledMembers) || IsChosen(),
            asked(Faults.MiraklFault.AbsentMembers) || IsChosen());
        if (kinds != new Kinds(false, false, false, false))
        {
            Vary(body, kinds);
        }
    }

    private bool IsChosen() => random?.Next(10) == 0;

    private void Vary(JsonNode? node, Kinds kinds)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? element in array)
            {
                Vary(element, kinds);
            }
        }
        else if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members.ToList())
            {
                Vary(value, kinds);
                if (kinds.Absent && value is null && !KeptNulls.Contains(name))
                {
                    _ = members.Remove(name);
                }

                if (kinds.Codes && value is JsonArray codes && NewCodes.TryGetValue(name, out Func<JsonNode>? code))
                {
                    codes.Add(code());
                }
            }

            if (kinds.Members)
            {
                members["something_new"] = new JsonObject { ["why"] = new JsonArray(1, null, "x") };
            }

            if (kinds.Shuffled)
            {
                Shuffle(members);
            }
        }
    }

    private void Shuffle(JsonObject members)
    {
        KeyValuePair<string, JsonNode?>[] shuffled = [.. members];
        if (random is null)
        {
            Array.Reverse(shuffled);
        }
        else
        {
            random.Shuffle(shuffled);
        }

        members.Clear();
        foreach ((string name, JsonNode? value) in shuffled)
        {
            members[name] = value;
        }
    }

    private sealed record Kinds(bool Members, bool Codes, bool Shuffled, bool Absent);
}
