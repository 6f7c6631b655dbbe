package dev.saoma.demo.site;

import com.microsoft.playwright.Page;
import java.util.List;

/** Finds content that cannot be reached in a small window: WCAG 1.4.10. */
final class CutOff {
    private static final String LOOK = """
            () => {
              const cut = [];
              const scrolls = (node) => {
                for (let each = node.parentElement; each; each = each.parentElement) {
                  if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
                }
                return false;
              };
              const walk = (root) => {
                for (const node of root.querySelectorAll('*')) {
                  const style = getComputedStyle(node);
                  const box = node.getBoundingClientRect();
                  const name = `${node.localName}#${node.id}.${node.className}`;
                  const isOut = box.right > innerWidth + 1 || box.left < -1;
                  if (box.width > 1 && isOut && !scrolls(node)) cut.push(`${name} sticks out`);
                  const hides = /hidden|clip/.test(style.overflowX + style.overflowY) && node.textContent.trim();
                  const isLarger = node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
                  // Clipped content is for screen readers. A picture may be cut, and a name may end in an ellipsis.
                  const isMeant = style.clipPath !== 'none' || style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
                  if (hides && !isMeant && isLarger && !node.querySelector('img, iframe')) cut.push(`${name} is cut off`);
                  if (node.shadowRoot) walk(node.shadowRoot);
                }
              };
              walk(document.body);
              if (document.documentElement.scrollWidth > innerWidth) cut.push('the page scrolls sideways');
              return cut;
            }""";

    private CutOff() {}

    /** Returns the elements that exceed the window or whose text is cut off. Elements in a scrollable area may exceed it. */
    static List<?> of(Page page) {
        return (List<?>) page.evaluate(LOOK);
    }
}
