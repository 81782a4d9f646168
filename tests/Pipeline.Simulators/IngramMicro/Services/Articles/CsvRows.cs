using System.Text;

namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>Rows of a comma-separated file, quotes resolved and fields trimmed.</summary>
internal static class CsvRows
{
    public static IEnumerable<string[]> Read(TextReader text)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        int next;
        while ((next = text.Read()) >= 0)
        {
            char character = (char)next;
            if (isQuoted)
            {
                isQuoted = character != '"' || text.Peek() == '"';
                if (isQuoted)
                {
                    field.Append(character == '"' ? (char)text.Read() : character);
                }
            }
            else if (character == '"')
            {
                isQuoted = true;
            }
            else if (character is ',' or '\n')
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
                if (character == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
            else
            {
                field.Append(character);
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            yield return [.. fields, field.ToString().Trim()];
        }
    }
}
