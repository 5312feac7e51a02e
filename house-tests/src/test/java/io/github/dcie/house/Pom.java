package io.github.dcie.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A pom as it is written, nothing inherited and nothing filled in. */
record Pom(Node root) {

    static Pom in(Path folder) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(folder + "/pom.xml is not XML", e);
        }
    }

    String text(String path) {
        return all(path).stream().map(Pom::text).findFirst().orElse("");
    }

    List<String> texts(String path) {
        return all(path).stream().map(Pom::text).toList();
    }

    List<Pom> all(String path) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, root, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> new Pom(found.item(i)))
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private String text() {
        return root.getTextContent().strip();
    }
}
