using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>A way in which somebody has a page before them: how large, with which text, on screen or on paper.</summary>
/// <param name="Text">The browser's own size of text in pixels; 16 is usual.</param>
internal sealed record Shape(string Name, int Width, int Height, int Text = 16, bool Paper = false)
{
    private const int Usual = 16;

    /// <summary>Every shape in which all pages must hold.</summary>
    public static readonly Shape[] All =
    [
        new("320", 320, 640),
        new("390", 390, 844),
        new("768", 768, 1024),
        new("1024", 1024, 768),
        new("1280", 1280, 800),
        new("1366", 1366, 768),
        new("1440", 1440, 900),
        new("1920", 1920, 1080),
        // What is left of 1280 by 1024 to a page that is shown twice, and four times, as large.
        new("zoom-200", 640, 512),
        new("zoom-400", 320, 256),
        new("390-text-150", 390, 844, Text: 24),
        new("1366-text-150", 1366, 768, Text: 24),
        new("paper", 720, 960, Paper: true),
    ];

    // Tells what is wrong with the page as it stands now: what runs out at the side, what is covered, what is cut, what meets.
    private const string Faults = """
        ([isLow, isPaper]) => {
          const faults = [], root = document.documentElement, wide = root.clientWidth;
          const isUnseen = box => box.width <= 1 || box.height <= 1;
          const say = e => e.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
          const isSeen = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
            && !e.closest('.unseen, .skip, svg.sprite');
          const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement)
            if (/auto|scroll/.test(getComputedStyle(p).overflowX) && p.scrollWidth > p.clientWidth) return true; return false; };
          if (root.scrollWidth > wide) faults.push(`${root.scrollWidth} px in ${wide}`);
          for (const e of document.body.querySelectorAll('*')) {
            if (!isSeen(e) || e.closest('svg')) continue;
            const style = getComputedStyle(e), box = e.getBoundingClientRect();
            if (isLow && /fixed|sticky/.test(style.position) && box.height > 0) faults.push('a bar that stays: ' + say(e));
            const hasWords = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            if (isUnseen(box) || !hasWords && !e.matches('input, select, textarea, button')) continue;
            if ((box.right > wide + 1 || box.left < -1) && !scrolls(e)) faults.push('out at the side: ' + say(e));
            if (e.matches('input, select, textarea, details.note summary, .clamp')) continue;
            const isCut = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && e.scrollWidth > e.clientWidth + 1
              || /hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 3;
            if (isCut || e.matches('button, .btn, .chip') && e.scrollWidth > e.clientWidth + 1) faults.push('cut: ' + say(e));
          }
          for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
            if (!isSeen(e) || e.getClientRects().length === 0) continue;
            if (isPaper) {
              if (e.matches('button, nav a, .tick, .tick input, [data-select], [data-select-all]')) faults.push('on paper: ' + say(e));
              continue;
            }
            e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const box = e.getClientRects()[0];
            if (isUnseen(box)) continue;
            const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!hit || !(e.contains(hit) || hit.closest('label')?.control === e))
              faults.push(`covered: ${say(e)} by ${hit ? say(hit) : 'nothing'}`);
          }
          scrollTo(0, 0);
          // What stays in its place lies over the rest by intent, and of what scrolls within a box the rest is out of sight.
          const lies = e => { for (let p = e; p; p = p.parentElement) {
            const style = getComputedStyle(p);
            if (/fixed|sticky/.test(style.position)) return true;
            if (p !== root && p !== document.body && style.overflowY !== 'visible' && p.scrollHeight > p.clientHeight) return true;
          } return false; };
          const boxes = [...document.querySelectorAll('main :is(input:not([type=hidden]), select, textarea, button)')]
            .filter(e => isSeen(e) && !lies(e)).map(e => [e, e.getBoundingClientRect()]).filter(one => !isUnseen(one[1]));
          const holds = (a, b) => a.left <= b.left + 1 && a.right >= b.right - 1 && a.top <= b.top + 1 && a.bottom >= b.bottom - 1;
          boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
            if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
              && !holds(a, b) && !holds(b, a)) faults.push(`one over the other: ${say(one)} and ${say(other)}`);
          }));
          return faults;
        }
        """;

    /// <summary>Gives a page this shape, and tells what is wrong with it then.</summary>
    public async Task<IEnumerable<string>> FaultsAsync(IPage page, ICDPSession browser, string where)
    {
        await page.SetViewportSizeAsync(Width, Height);
        await page.EmulateMediaAsync(new() { Media = Paper ? Media.Print : Media.Screen });
        await SizeAsync(browser, Text);
        var faults = await page.EvaluateAsync<string[]>(Faults, new object[] { Height < 300, Paper });
        await SizeAsync(browser, Usual);
        return faults.Select(fault => $"{where} at {Name}: {fault}");
    }

    private static Task SizeAsync(ICDPSession browser, int text) =>
        browser.SendAsync(
            "Page.setFontSizes",
            new()
            {
                ["fontSizes"] = new Dictionary<string, object> { ["standard"] = text, ["fixed"] = text },
            }
        );
}
