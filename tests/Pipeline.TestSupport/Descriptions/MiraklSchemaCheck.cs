using System.Globalization;
using System.Text.Json;

namespace Pipeline.TestSupport.Descriptions;

/// <summary>
/// Compares values with the schemas of one document, strictly: a member that the schema does not name is a finding. Null passes
/// for an optional member.
/// </summary>
internal sealed class MiraklSchemaCheck(JsonElement root)
{
    public IReadOnlyList<MiraklFinding> CheckText(string text, JsonElement schema)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            List<MiraklFinding> found = [];
            Check(json.RootElement, schema, "$", found);
            return [.. found.Distinct()];
        }
        catch (JsonException unreadable)
        {
            return [new MiraklFinding("$", $"no JSON: {unreadable.Message}")];
        }
    }

    /// <summary>Compares names of parts with the members of a schema.</summary>
    public IReadOnlyList<MiraklFinding> CheckParts(IReadOnlyList<string> parts, JsonElement schema)
    {
        Shape shape = ShapeOf(schema, null);
        return
        [
            .. parts.Where(part => !shape.Members.ContainsKey(part)).Select(part => new MiraklFinding(part, "an unknown part")),
            .. shape.Required.Where(name => !parts.Contains(name)).Select(name => new MiraklFinding(name, "a required part that is missing")),
        ];
    }

    private void Check(JsonElement value, JsonElement described, string path, List<MiraklFinding> found)
    {
        JsonElement schema = Resolve(described);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        string? type = schema.TryGetProperty("type", out JsonElement named) ? named.GetString() : null;
        if (type is not null && !Fits(value, type))
        {
            found.Add(new MiraklFinding(path, $"{value.ValueKind}, not {type}"));
            return;
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (JsonElement element in value.EnumerateArray())
            {
                Check(element, items, $"{path}[]", found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(value, ShapeOf(schema, value), path, found);
        }
        else if (value.ValueKind == JsonValueKind.String)
        {
            CheckString(value.GetString()!, schema, path, found);
        }
    }

    private void CheckMembers(JsonElement value, Shape shape, string path, List<MiraklFinding> found)
    {
        if (shape.Members.Count == 0)
        {
            return;
        }

        foreach (string name in shape.Required)
        {
            if (!value.TryGetProperty(name, out JsonElement member))
            {
                found.Add(new MiraklFinding($"{path}.{name}", "a required member that is missing"));
            }
            else if (member.ValueKind == JsonValueKind.Null)
            {
                found.Add(new MiraklFinding($"{path}.{name}", MiraklFinding.RequiredNull));
            }
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (shape.Members.TryGetValue(member.Name, out JsonElement described))
            {
                Check(member.Value, described, $"{path}.{member.Name}", found);
            }
            else
            {
                found.Add(new MiraklFinding($"{path}.{member.Name}", "an unknown member"));
            }
        }
    }

    private static void CheckString(string text, JsonElement schema, string path, List<MiraklFinding> found)
    {
        if (schema.TryGetProperty("enum", out JsonElement allowed) && allowed.EnumerateArray().All(value => value.GetString() != text))
        {
            found.Add(new MiraklFinding(path, $"'{text}' is none of {allowed}"));
        }

        if (schema.TryGetProperty("format", out JsonElement format) && format.GetString() == "date-time"
            && !(text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)))
        {
            found.Add(new MiraklFinding(path, "no date-time in UTC"));
        }

        if (schema.TryGetProperty("maxLength", out JsonElement longest) && text.Length > longest.GetInt32())
        {
            found.Add(new MiraklFinding(path, $"longer than {longest}"));
        }
    }

    // Members of the schema, of those it is made of, and of the variant that the value names.
    private Shape ShapeOf(JsonElement described, JsonElement? value)
    {
        JsonElement schema = Resolve(described);
        Shape shape = new([], []);
        if (schema.TryGetProperty("allOf", out JsonElement parts))
        {
            foreach (JsonElement part in parts.EnumerateArray())
            {
                Add(shape, ShapeOf(part, null));
            }
        }

        if (schema.TryGetProperty("properties", out JsonElement members))
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                shape.Members[member.Name] = member.Value;
            }
        }

        if (schema.TryGetProperty("required", out JsonElement required))
        {
            shape.Required.UnionWith(required.EnumerateArray().Select(name => name.GetString()!));
        }

        if (value is { } given && schema.TryGetProperty("discriminator", out JsonElement discriminator)
            && given.TryGetProperty(discriminator.GetProperty("propertyName").GetString()!, out JsonElement kind) && kind.ValueKind == JsonValueKind.String
            && discriminator.TryGetProperty("mapping", out JsonElement mapping) && mapping.TryGetProperty(kind.GetString()!, out JsonElement variant))
        {
            Add(shape, ShapeOf(Follow(variant.GetString()!), null));
        }

        return shape;
    }

    private static void Add(Shape shape, Shape other)
    {
        foreach ((string name, JsonElement member) in other.Members)
        {
            shape.Members[name] = member;
        }

        shape.Required.UnionWith(other.Required);
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = Follow(reference.GetString()!);
        }

        return schema;
    }

    private JsonElement Follow(string reference) => reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    private static bool Fits(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        _ => type == "boolean",
    };

    private sealed record Shape(Dictionary<string, JsonElement> Members, HashSet<string> Required);
}
