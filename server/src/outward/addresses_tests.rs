//! What lies near, what lies outside, and what is no address at all.

use super::*;

#[test]
fn what_lies_near_is_refused_however_it_is_written() {
    let outward = strict();
    for host in [
        "127.0.0.1",
        "127.255.255.254",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::8.8.8.8]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:10::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::1]",
        "[3fff::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "app.localhost",
        "printer.local",
        "metadata.google.internal",
        "db.internal.",
        "box.lan",
        "nas.home.arpa",
        "intranet",
        "db",
        "１２７.0.0.1",
        "①②⑦.0.0.1",
    ] {
        for address in [format!("http://{host}/flux.xml"), format!("https://{host}:8443/")] {
            let found = outward.check(&address);
            assert!(matches!(found, Err(OutwardError::Inside(_))), "{address}: {found:?}");
        }
    }
}

#[test]
fn what_lies_outside_may_be_asked() {
    let outward = strict();
    for address in [
        "https://exemple.fr",
        "http://exemple.fr/flux.xml?a=b#c",
        "https://www.exemple.fr:8443/",
        "https://association-café.fr/flux",
        "https://localhost.exemple.fr/",
        "https://notlocal.fr/",
        "http://8.8.8.8/",
        "http://100.63.255.255/",
        "http://100.128.0.1/",
        "http://172.15.0.1/",
        "http://172.32.0.1/",
        "http://169.253.0.1/",
        "http://192.167.0.1/",
        "http://198.20.0.1/",
        "http://223.255.255.1/",
        "http://[2001:4860:4860::8888]/",
        "http://[2a01:e0a::1]/",
        "http://[2001:200::1]/",
    ] {
        assert!(outward.check(address).is_ok(), "{address}");
    }
}

#[test]
fn what_is_no_address_or_no_web_servers_is_said() {
    let outward = strict();
    for address in [
        "",
        "flux.xml",
        "//exemple.fr",
        "ftp://exemple.fr/",
        "file:///etc/passwd",
        "gopher://exemple.fr/",
        "javascript:alert(1)",
        "http://",
        "http://exemple.fr:99999/",
        "https://moi:secret@exemple.fr/",
        "https://moi@exemple.fr/",
        "http://exa mple.fr/",
    ] {
        let found = outward.check(address);
        assert!(matches!(found, Err(OutwardError::Address)), "{address}: {found:?}");
    }
    assert!(matches!(
        outward.check(&format!("https://exemple.fr/{}", "a".repeat(2_000))),
        Err(OutwardError::Address)
    ));
    for port in [22, 25, 3306, 5432, 6379, 9200, 11211, 27017] {
        let found = outward.check(&format!("http://exemple.fr:{port}/"));
        assert!(matches!(found, Err(OutwardError::Port(found)) if found == port), "{port}");
    }
}

#[test]
fn the_setting_for_tests_names_addresses() {
    let allowed = Allowed::parse("127.0.0.1:8080, ::1").unwrap();
    assert!(allowed.may_connect("127.0.0.1:8080".parse().unwrap()));
    assert!(!allowed.may_connect("127.0.0.1:8081".parse().unwrap()));
    assert!(allowed.may_connect("[::1]:99".parse().unwrap()));
    assert_eq!(Allowed::parse(""), Some(Allowed::default()));
    assert_eq!(Allowed::parse("partout"), None);
}
