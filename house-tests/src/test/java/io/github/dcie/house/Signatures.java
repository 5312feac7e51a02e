package io.github.dcie.house;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type as its users' compilers see it, in lines. */
final class Signatures {

    private Signatures() {}

    /** Whether code of another package can name the type. */
    static boolean isVisible(Class<?> type) {
        boolean itself = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return itself && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    static String of(Class<?> type) {
        return Stream.concat(Stream.of(head(type)), members(type).sorted().distinct())
                .collect(Collectors.joining("\n"));
    }

    private static String head(Class<?> type) {
        // only newer JDKs write "sealed"; what is permitted says it, too
        StringBuilder text = new StringBuilder(
                type.toGenericString().replace(" sealed ", " ").replace(" non-sealed ", " "));
        Type parent = type.getGenericSuperclass();
        if (parent != null && !List.of(Object.class, Record.class).contains(type.getSuperclass())) {
            text.append(" extends ").append(parent.getTypeName());
        }
        append(text, type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces());
        if (type.isSealed()) {
            append(text, " permits ", type.getPermittedSubclasses());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String word, Type... types) {
        if (types.length > 0) {
            text.append(Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", ", word, "")));
        }
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .map(Member.class::cast)
                .filter(member -> Modifier.isPublic(member.getModifiers())
                        || Modifier.isProtected(member.getModifiers()) && !Modifier.isFinal(type.getModifiers()))
                .filter(member -> !member.isSynthetic() && !isEverywhere(member))
                .map(member -> "    " + text(member));
    }

    /** Every object has these, whether they are written or not. */
    private static boolean isEverywhere(Member member) {
        return member instanceof Method method
                && Arrays.stream(Object.class.getDeclaredMethods())
                        .anyMatch(known -> known.getName().equals(method.getName())
                                && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    private static String text(Member member) {
        String full = member instanceof Field field ? field.toGenericString() : ((Executable) member).toGenericString();
        String owner = member.getDeclaringClass().getTypeName();
        return member instanceof Constructor
                ? full.replace(owner + "(", member.getDeclaringClass().getSimpleName() + "(")
                : full.replace(owner + "." + member.getName(), member.getName());
    }
}
