using Spectre.Console;

namespace CareCoord.Ops.Terminal;

/// <summary>How the command speaks: steps, warnings, tables and bars on a terminal, plain lines anywhere else.</summary>
public sealed class Voice : IProgress<string>
{
    private readonly bool isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>A step that begins now.</summary>
    public void Report(string step)
    {
        if (isTerminal)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]·[/] {step}");
        }
        else
        {
            Console.WriteLine(step);
        }
    }

    public void Warn(string sentence)
    {
        if (isTerminal)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]Warning:[/] {sentence}");
        }
        else
        {
            Console.WriteLine($"Warning: {sentence}");
        }
    }

    /// <summary>The line that the person waited for.</summary>
    public void Announce(string line)
    {
        if (isTerminal)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold green]{line}[/]");
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Whether somebody sits at a terminal who can be asked.</summary>
    public bool HearsAnswers => isTerminal && !Console.IsInputRedirected;

    /// <summary>Asks for a yes or a no; no is what it takes for an answer where nobody gives one.</summary>
    public bool Confirm(string question) => HearsAnswers && AnsiConsole.Confirm(Markup.Escape(question), defaultValue: false);

    public void Table(string[] headings, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (isTerminal)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns(headings);
            all.ForEach(row => table.AddRow([.. row.Select(Markup.Escape)]));
            AnsiConsole.Write(table);
            return;
        }

        var widths = headings.Select((heading, at) => all.Select(row => row[at].Length).Append(heading.Length).Max()).ToList();
        foreach (var row in all.Prepend(headings))
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());
        }
    }

    /// <summary>Runs work that counts: a bar on a terminal, a line for each tenth anywhere else.</summary>
    public async Task CountAsync(string title, Func<IProgress<Count>, Task> work)
    {
        if (!isTerminal)
        {
            await work(new Tenths(title));
            return;
        }

        await AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title));
                await work(new Bar(bar));
                bar.Value = bar.MaxValue;
            });
    }

    private sealed class Bar(ProgressTask bar) : IProgress<Count>
    {
        public void Report(Count count)
        {
            bar.Description = Markup.Escape(count.Doing);
            bar.MaxValue = Math.Max(1, count.Of);
            bar.Value = count.Done;
        }
    }

    private sealed class Tenths(string title) : IProgress<Count>
    {
        private int said = -1;
        private string doing = title;

        public void Report(Count count)
        {
            var tenth = count.Of == 0 ? 10 : (int)(10L * count.Done / count.Of);
            if (tenth > said || count.Doing != doing)
            {
                (said, doing) = (tenth, count.Doing);
                Console.WriteLine($"{count.Doing}: {count.Done} of {count.Of}");
            }
        }
    }
}

/// <summary>How far counted work has come.</summary>
public readonly record struct Count(string Doing, int Done, int Of);
