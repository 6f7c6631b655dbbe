package dev.saoma.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Pictures of pages, side by side in one file of the documents. {@code -Dsaoma.contact-sheet=DIR}, below the root of the
 * project, lets the tests make them.
 */
public final class ContactSheet {
    /** The property that names the folder. */
    public static final String PROPERTY = "saoma.contact-sheet";

    private static final String HEAD = "<!doctype html><meta charset=utf-8><style>"
            + "body{margin:12px;display:flex;flex-wrap:wrap;align-items:start;gap:10px;background:#888;font:11px sans-serif;color:#fff}"
            + "figure{margin:0}img{width:100%;display:block}</style>";
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 800;

    private final String name;
    private final int width;
    private final StringBuilder figures = new StringBuilder();

    /**
     * Creates a sheet without pictures.
     *
     * @param name {@code pages-dark} for {@code contact-sheet-pages-dark.jpg}
     * @param width of each picture on the sheet
     */
    public ContactSheet(String name, int width) {
        this.name = name;
        this.width = width;
    }

    /** Adds a JPEG picture. */
    public void add(String title, byte[] picture) {
        add(title, picture, width);
    }

    /** Adds a JPEG picture of another width than the rest. */
    public void add(String title, byte[] picture, int ownWidth) {
        figures.append("<figure style=width:" + ownWidth + "px><img src=data:image/jpeg;base64,")
                .append(Base64.getEncoder().encodeToString(picture))
                .append("><figcaption>")
                .append(title)
                .append("</figcaption></figure>");
    }

    /** Writes the sheet, and returns its size in bytes. */
    public int write(BrowserContext context) {
        Page page = context.newPage();
        page.setViewportSize(WIDTH, HEIGHT);
        page.setContent(HEAD + figures);
        byte[] sheet = page.screenshot(new Page.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(62)
                .setFullPage(true));
        page.close();
        try {
            Path folder = Path.of("..").resolve(System.getProperty(PROPERTY));
            Files.createDirectories(folder);
            Files.write(folder.resolve("contact-sheet-" + name + ".jpg"), sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sheet.length;
    }
}
