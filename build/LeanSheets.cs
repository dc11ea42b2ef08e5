using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Writes from one stylesheet several lean ones, each with the rules of the families of classes that are named for it.</summary>
public class LeanSheets : Task
{
    private static readonly Regex Classes = new Regex(@"\.((?:\\.|[\w-])+)");
    private static readonly Regex Animations = new Regex(@"animation(?:-name)?:([^;}]*)");

    [Required]
    public string Source { get; set; }

    [Required]
    public ITaskItem[] Families { get; set; }

    [Required]
    public string Folder { get; set; }

    public override bool Execute()
    {
        var css = Regex.Replace(File.ReadAllText(Source).TrimStart('\uFEFF'), @"/\*.*?\*/", "", RegexOptions.Singleline);
        var licence =
            "/*! Rules of MudBlazor (https://mudblazor.com/), Copyright (c) 2021 MudBlazor, MIT licence; see THIRD-PARTY-NOTICES.md */\n";
        foreach (var sheet in Families.GroupBy(one => one.GetMetadata("Sheet")))
        {
            var families = sheet.Select(one => one.ItemSpec).ToArray();
            var kept = Keep(css, families);
            var moves = new HashSet<string>(Animations.Matches(kept).Cast<Match>().SelectMany(m => m.Groups[1].Value.Split(' ', ',')));
            var frames = Rules(css)
                .Where(rule =>
                    rule.Item1.StartsWith("@keyframes ", StringComparison.Ordinal) && moves.Contains(rule.Item1.Substring(11).Trim())
                );
            var text = licence + kept + string.Concat(frames.Select(rule => rule.Item1 + "{" + rule.Item2 + "}"));
            var file = Path.Combine(Folder, sheet.Key);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
                File.WriteAllText(file, text);
        }

        return true;
    }

    private static string Keep(string css, string[] families)
    {
        var kept = new StringBuilder();
        foreach (var rule in Rules(css))
        {
            if (rule.Item1.StartsWith("@media", StringComparison.Ordinal) || rule.Item1.StartsWith("@supports", StringComparison.Ordinal))
            {
                var inner = Keep(rule.Item2, families);
                if (inner.Length > 0)
                    kept.Append(rule.Item1).Append('{').Append(inner).Append('}');
            }
            else if (!rule.Item1.StartsWith("@", StringComparison.Ordinal))
            {
                var selectors = Selectors(rule.Item1).Where(one => IsOf(one, families)).ToArray();
                if (selectors.Length > 0)
                    kept.Append(string.Join(",", selectors)).Append('{').Append(rule.Item2).Append('}');
            }
        }

        return kept.ToString();
    }

    // Every class of the selector belongs to a family, and one at least is there.
    private static bool IsOf(string selector, string[] families)
    {
        var names = Classes.Matches(selector).Cast<Match>().Select(m => m.Groups[1].Value).ToArray();
        return names.Length > 0
            && names.All(name => families.Any(family => name == family || name.StartsWith(family + "-", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Selectors(string list)
    {
        int depth = 0,
            start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '(')
                depth++;
            else if (list[i] == ')')
                depth--;
            else if (list[i] == ',' && depth == 0)
            {
                yield return list.Substring(start, i - start).Trim();
                start = i + 1;
            }
        }

        yield return list.Substring(start).Trim();
    }

    private static IEnumerable<Tuple<string, string>> Rules(string css)
    {
        for (int at = 0, open; (open = css.IndexOf('{', at)) >= 0; )
        {
            var close = open + 1;
            for (var depth = 1; depth > 0 && close < css.Length; close++)
                depth +=
                    css[close] == '{' ? 1
                    : css[close] == '}' ? -1
                    : 0;
            yield return Tuple.Create(css.Substring(at, open - at).Trim(), css.Substring(open + 1, close - open - 2));
            at = close;
        }
    }
}
